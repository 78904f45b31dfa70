import type { Page } from "@playwright/test";
import { newSecret, toBase32 } from "@sallyport/totp/secret";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { expectCancelFirst } from "./questions.ts";

test("accounts are added, replaced and deleted, and the focus is never lost", async ({
  phone,
  mailbox,
  invention,
}) => {
  const { page } = phone;
  const { email, name } = invention.account("user");
  const heading = (text: string) => page.getByRole("heading", { name: text });
  await phone.register(email, mailbox);

  await test.step("an invalid key moves the focus back to its field, every time", async () => {
    await page.goto("/settings");
    await page.getByRole("link", { name: "2-step verification (TOTP)" }).click();
    await page.getByRole("link", { name: "Enter a key by hand" }).click();
    await expect(page.getByLabel("Service name")).toBeFocused();
    for (const attempt of ["0189", "0189"]) {
      await page.getByLabel("Key").fill(attempt);
      await page.getByRole("button", { name: "Add account" }).click();
      await expect(page.getByLabel("Key")).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel("Key")).toBeFocused();
    }
  });

  await test.step("what was added is told to everybody, and the back button leaves it", async () => {
    await addByHand(page, name);
    await expect(heading("The account is added")).toBeFocused();
    await page.goBack();
    await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
    await expect(heading("2-step verification (TOTP)")).toBeFocused();
  });

  await test.step("another key of the same name replaces the first one only after a question", async () => {
    await page.getByRole("link", { name: "Enter a key by hand" }).click();
    await addByHand(page, name);
    await expect(heading(`You already have North Quay, ${name}`)).toBeFocused();
    const replace = page.getByRole("button", { name: "Replace" });
    await replace.click();
    const question = page.getByRole("dialog", { name: `Replace the key of North Quay, ${name}?` });
    await expectCancelFirst(question, "Replace");
    await checkScreen(page, "authenticator-replace");
    await question.getByRole("button", { name: "Cancel" }).click();
    // The test waits until the dialog is closed, because the dialog also has a button named Replace.
    await expect(question).toBeHidden();
    await expect(replace).toBeFocused();
    await replace.click();
    await question.getByRole("button", { name: "Replace" }).click();
    await expect(heading("The account is added")).toBeFocused();
  });

  await test.step("a copy that the browser refuses is seen", async () => {
    await page.evaluate(() => {
      Object.defineProperty(navigator.clipboard, "writeText", {
        value: () => Promise.reject(new DOMException("Write permission denied.", "NotAllowedError")),
      });
    });
    await page.getByRole("button", { name: "Copy code" }).click();
    await expect(page.getByText("Not copied: the browser does not allow it here.")).toBeVisible();
    await checkScreen(page, "authenticator-not-copied");
    const code = page.getByLabel("Passcode");
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
    }
    await page.getByRole("button", { name: "Done" }).click();
  });

  await test.step("a deletion is confirmed, and told even though the account is gone", async () => {
    const more = page.getByRole("button", { name: "More" });
    const question = page.getByRole("dialog", { name: `Delete North Quay, ${name}?` });
    await more.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expectCancelFirst(question, "Delete");
    expect(await isHeardBehind(page)).toBe(true);
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(more).toBeFocused();
    await more.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText(`North Quay, ${name} is deleted.`)).toBeVisible();
    await expect(heading("Codes")).toBeFocused();
  });
});

test("the authenticator goes on when the camera or its storage was taken away", async ({
  phone,
  mailbox,
  invention,
}) => {
  const { page } = phone;
  const { email, name } = invention.account("user");
  await phone.register(email, mailbox);

  await test.step("the camera can be tried again", async () => {
    await page.goto("/settings/two-step");
    await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
    await page.getByLabel("Camera").evaluate((video: HTMLVideoElement) => {
      const stream = video.srcObject as MediaStream;
      for (const track of stream.getTracks()) track.dispatchEvent(new Event("ended"));
    });
    await expect(page.getByText("The camera gives no picture")).toBeVisible();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("Point the camera at the QR code")).toBeVisible();
    await expect(page.getByRole("heading", { name: "2-step verification (TOTP)" })).toBeFocused();
  });

  await test.step("a vault that another window erased is opened again", async () => {
    const other = await phone.context.newPage();
    await other.goto("/");
    await other.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const erasing = indexedDB.deleteDatabase("vault");
          erasing.addEventListener("success", resolve);
          erasing.addEventListener("error", reject);
        }),
    );
    await other.close();
    await page.getByRole("link", { name: "Enter a key by hand" }).click();
    await addByHand(page, name);
    await expect(page.getByRole("heading", { name: "The account is added" })).toBeVisible();
  });

  await test.step("if the browser blocks site data, the app says so and does not ask for the registration again", async () => {
    await page.addInitScript(() => {
      for (const storage of ["localStorage", "indexedDB"]) {
        Object.defineProperty(window, storage, {
          get() {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      }
    });
    await page.goto("/");
    await expect(page.getByText("This browser gives the app no storage")).toBeVisible();
  });
});

async function addByHand(page: Page, account: string): Promise<void> {
  await page.getByLabel("Service name").fill("North Quay");
  await page.getByLabel("Account name").fill(account);
  await page.getByLabel("Key").fill(toBase32(newSecret()));
  await page.getByRole("button", { name: "Add account" }).click();
}

async function isHeardBehind(page: Page): Promise<boolean> {
  const region = page.locator("output[aria-live=polite]");
  return region.evaluate((element) => element.closest("[aria-hidden=true]") === null);
}
