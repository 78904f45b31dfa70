import type { Page } from "@playwright/test";
import { countUsers } from "@sallyport/contract/users";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { Keyboard } from "./keyboard.ts";
import { openConsole } from "./open-console.ts";

test("an owner creates an API key, a script uses it until it is revoked, and the activity says so", async ({
  admin,
  openBrowser,
}) => {
  const { page } = admin;
  const keyboard = new Keyboard(page);
  const script = await openBrowser();
  await script.goto("/forgot-password");
  const row = page.getByRole("row", { name: "Nightly export" });
  let key = "";
  await openConsole(admin);

  await test.step("the page is in the menu of the administrator, and is empty", async () => {
    await page.getByRole("button", { name: admin.email }).click();
    await page.getByRole("menuitem", { name: "API keys" }).click();
    await expect(page.getByRole("heading", { name: "No API keys yet" })).toBeVisible();
    await checkScreen(page, "api-keys-none");
  });

  await test.step("by keyboard, the owner creates a key, which is shown once", async () => {
    await keyboard.press(page.getByRole("button", { name: "Create API key" }));
    await expect(page.getByLabel("Role")).toHaveValue("read-only");
    await checkScreen(page, "api-keys-create");
    await keyboard.type(page.getByLabel("Name"), "Nightly export");
    await keyboard.enter();
    await expect(page.getByRole("heading", { name: "Copy the key “Nightly export” now" })).toBeFocused();
    key = await page.getByText(/^sallyport_[0-9A-Za-z]{54}$/).innerText();
    await expect(page.getByRole("button", { name: "Copy key" })).toBeVisible();
    await checkScreen(page, "api-keys-created");
    await keyboard.press(page.getByRole("button", { name: "I have saved it" }));
    await expect(page.getByText(key)).toHaveCount(0);
    await expect(row).toContainText("Never");
  });

  await test.step("a script uses it, and the list says when and from where", async () => {
    expect(await count(script, key)).toBe("200 ");
    await page.reload();
    await expect(row).toContainText(/from \S+/);
    await checkScreen(page, "api-keys");
  });

  await test.step("after the owner has revoked it, the script is refused", async () => {
    await row.getByRole("button", { name: "Revoke Nightly export" }).click();
    await checkScreen(page, "api-keys-revoke");
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByRole("heading", { name: "No API keys yet" })).toBeVisible();
    expect(await count(script, key)).toBe("401 key-invalid");
  });

  await test.step("the activity has the key's beginning, use and end", async () => {
    await page.getByRole("link", { name: "Activity" }).click();
    for (const what of ["created the API key “Nightly export”", "was used for GET", "revoked the API key"])
      await expect(page.getByText(what).first()).toBeVisible();
  });
});

function count(page: Page, key: string): Promise<string> {
  return page.evaluate(
    async ({ path, authorization }) => {
      const answer = await fetch(path, { headers: { authorization } });
      const { code = "" } = (await answer.json()) as { code?: string };
      return `${answer.status} ${code}`;
    },
    { path: countUsers.path, authorization: `Bearer ${key}` },
  );
}
