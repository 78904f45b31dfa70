import { createHmac } from "node:crypto";
import { type Receiver, startReceiver } from "@sallyport/server/lab/receiver.ts";
import { checkScreen } from "./axe.ts";
import { test as base, expect } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    await using receiver = await startReceiver();
    await use(receiver);
  },
});

test("an owner sends activity to another system, which checks the signature, fails and recovers", async ({
  admin,
  clock,
  receiver,
}) => {
  const { page } = admin;
  const url = `http://127.0.0.1:${receiver.port}/hook`;
  const tick = () => clock.pass({ minutes: 1 });

  await test.step("the owner opens the empty list from Activity", async () => {
    await openConsole(admin);
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Activity" }).click();
    await page.getByRole("link", { name: "Webhooks" }).click();
    await expect(page.getByText("No webhooks yet.")).toBeVisible();
    await checkScreen(page, "webhooks-empty");
  });

  const key = await test.step("a webhook is added, and its secret is shown once", async () => {
    await page.getByRole("button", { name: "Add webhook" }).click();
    const dialog = page.getByRole("dialog", { name: "Add webhook" });
    await dialog.getByRole("button", { name: "Add webhook" }).click();
    await expect(dialog.getByText("Enter an address like https://example.com/hook.")).toBeVisible();
    await dialog.getByLabel("Address").fill(url);
    await checkScreen(page, "webhooks-add");
    await dialog.getByRole("button", { name: "Add webhook" }).click();
    await expect(page.getByRole("heading", { name: "Save this secret now" })).toBeFocused();
    await checkScreen(page, "webhooks-secret");
    const secret = (await page.getByText(/^whsec_/).textContent()) ?? "";
    await page.getByRole("button", { name: "I have saved it" }).click();
    await expect(page.getByText(secret)).toBeHidden();
    return Buffer.from(secret.replace("whsec_", ""), "base64");
  });

  await test.step("the receiver gets the event, with a signature that the secret verifies", async () => {
    await tick();
    // The webhook also gets the event of its own creation. The server records this event after it stores the
    // webhook.
    await expect.poll(() => creationIn(receiver)).toBeDefined();
    const { headers, body = "" } = creationIn(receiver) ?? {};
    expect(JSON.parse(body)).toMatchObject({ type: "webhook_create", data: { actor: admin.email } });
    const signed = `${String(headers?.["webhook-id"])}.${String(headers?.["webhook-timestamp"])}.${body}`;
    expect(headers?.["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
    );
    await page.reload();
    await expect(page.getByText(/^Last delivery/)).toBeVisible();
  });

  await test.step("a test event is sent, and a new secret made", async () => {
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText("The receiver took the test event.")).toBeVisible();
    await page.getByRole("button", { name: "New secret" }).click();
    const question = page.getByRole("dialog", { name: "Make a new secret?" });
    await question.getByRole("button", { name: "Make new secret" }).click();
    await expect(page.getByRole("heading", { name: "Save this secret now" })).toBeFocused();
    await page.getByRole("button", { name: "I have saved it" }).click();
    await expect(page.getByText(/^The previous secret also signs until/)).toBeVisible();
    await checkScreen(page, "webhooks-tested");
  });

  await test.step("a receiver that fails is shown, and tried again by hand", async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    await page.getByRole("link", { name: "Activity" }).first().click();
    await page.getByRole("button", { name: "Export" }).click();
    const file = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV for spreadsheets" }).click();
    await file;
    await tick();
    await page.getByRole("link", { name: "Webhooks" }).click();
    await expect(page.getByText("Failing", { exact: true })).toBeVisible();
    await expect(page.getByText("The host answered with an error. (status 500)")).toBeVisible();
    await checkScreen(page, "webhooks-failing");
    receiver.answer = (response) => void response.writeHead(204).end();
    await page.getByRole("button", { name: "Try now" }).click();
    await tick();
    await page.reload();
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids.length).toBeGreaterThan(new Set(ids).size);
  });

  await test.step("it is removed", async () => {
    await page.getByRole("button", { name: "Remove" }).click();
    const question = page.getByRole("dialog", { name: "Remove the webhook?" });
    await question.getByRole("button", { name: "Remove webhook" }).click();
    await expect(page.getByText("No webhooks yet.")).toBeVisible();
  });
});

function creationIn({ received }: Receiver): Receiver["received"][number] | undefined {
  return received.find(({ body }) => body.includes('"webhook_create"'));
}
