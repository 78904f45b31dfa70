import { startInbox } from "@sallyport/inbox/inbox";
import { violations } from "./axe.ts";
import { test as base, expect } from "./fixtures.ts";

const test = base.extend({
  inbox: async ({}, use) => {
    const inbox = await startInbox({ smtpPort: 0, httpPort: 0 });
    await use(inbox);
    await inbox.close();
  },
});

test("the inbox tells of new mail, leaves what is read alone, and asks before it clears", async ({
  page,
  inbox,
  phone,
  invention,
  clock,
}) => {
  const count = page.getByRole("status");
  const clear = page.getByRole("button", { name: "Clear", exact: true });
  await page.goto(`http://localhost:${inbox.httpPort}`);
  await expect(page.getByRole("heading", { name: "No mail yet" })).toBeVisible();
  await expect(clear).toBeDisabled();
  const region = await count.elementHandle();

  await test.step("a new mail changes the text of the live region, and the region stays", async () => {
    await phone.askForMail(invention.account("user").email);
    await expect(count).toHaveText("1 mail");
    expect(await region?.evaluate((element) => element.isConnected)).toBe(true);
  });

  await test.step("the next one takes the focus from nothing", async () => {
    await clear.focus();
    await clock.pass({ minutes: 1 });
    await phone.page.getByRole("button", { name: "Send again" }).click();
    await expect(count).toHaveText("2 mails");
    await expect(clear).toBeFocused();
  });

  await test.step("a mail that is open stays when it is cleared elsewhere, and the list goes on", async () => {
    await page.getByRole("navigation", { name: "Mails" }).getByRole("link").first().click();
    const letter = page.getByRole("article");
    await expect(letter).toBeVisible();
    await inbox.clear();
    await expect(count).toHaveText("0 mails");
    await expect(letter).toBeVisible();
    await clock.pass({ minutes: 1 });
    await phone.page.getByRole("button", { name: "Send again" }).click();
    await expect(count).toHaveText("1 mail");
  });

  await test.step("to clear takes a second press", async () => {
    await clear.click();
    await expect(page.getByText("Every mail is erased, and nothing brings it back.")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Clear all" })).toBeHidden();
    expect(inbox.messages()).toHaveLength(1);
    await clear.click();
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect(page.getByRole("heading", { name: "No mail yet" })).toBeVisible();
    expect(inbox.messages()).toEqual([]);
  });
});
