import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { keepRecoveryCodes, openUser, requireMfaByForm, setUpByKey, typeDays } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

test("a user who postpones set-up past the deadline is locked out, until an administrator extends it", {
  tag: ["@AT-17"],
}, async ({ admin, user, mailbox, clock, dice, openBrowser }) => {
  const { page } = user;
  const days = dice.pick([5, 7, 14, 30, 45]);
  const deadline = clock.now() + days * day;
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });
  const later = page.getByRole("button", { name: "Set up later" });

  await test.step("the requirement is announced by mail, with its deadline", async () => {
    await requireMfaByForm(admin, user, days);
    await checkScreen(admin.page, "user-details");
    const mail = await mailbox.read(user.email, "Set up multi-factor authentication");
    expect(mail.text).toContain(inUtc(deadline));
  });

  await test.step("the user puts it off", async () => {
    await logIn(user);
    await expect(page.getByText(`${days} days left`)).toBeVisible();
    await expect(page.getByRole("time")).toHaveAttribute("datetime", new Date(deadline).toISOString());
    await checkScreen(page, "set-up-install");
    await later.click();
    await expect(welcome).toBeVisible();
    await checkScreen(page, "home-not-set-up");
  });

  await test.step("reminders come three days and one day before the end", async () => {
    for (const left of [72 * hour, 24 * hour]) {
      await clock.turnTo(deadline - left);
      const mail = await mailbox.read(user.email, "Reminder: set up multi-factor authentication");
      expect(mail.text).toContain(inUtc(deadline));
    }
  });

  const elsewhere = await openBrowser();

  await test.step("minutes before the end the user is still let in", async () => {
    await clock.turnTo(deadline - (1 + dice.below(59)) * 60_000);
    for (const browser of dice.shuffle([page, elsewhere])) {
      await logIn(user, browser);
      await browser.getByRole("button", { name: "Set up later" }).click();
      await expect(browser.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    }
    await mailbox.read(user.email, "New login to your account");
  });

  await test.step("at the deadline the account is locked, and open sessions end", async () => {
    await clock.turnTo(deadline);
    await mailbox.read(user.email, "Your account is locked");
    for (const browser of [page, elsewhere]) {
      await browser.reload();
      await expect(browser.getByRole("heading", { name: "User Login" })).toBeVisible();
    }
    await logIn(user);
    await expect(page.getByRole("heading", { name: "Account locked" })).toBeVisible();
    await expect(page.getByText("because you did not set up multi-factor authentication by")).toBeVisible();
    await expect(page.getByRole("time")).toHaveAttribute("datetime", new Date(deadline).toISOString());
    await checkScreen(page, "account-locked");
    await page.getByRole("button", { name: "Back to login" }).click();
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  const granted = dice.pick([1, 2, 3, 10]);

  await test.step("an administrator sees what keeps the user out, and extends", async () => {
    const { page: desk } = admin;
    await openConsole(admin);
    await openUser(admin, user);
    await desk.getByRole("tab", { name: "Security" }).click();
    await expect(desk.getByRole("heading", { name: "MFA was not set up by the deadline" })).toBeVisible();
    await checkScreen(desk, "user-security-locked");
    await desk.getByRole("button", { name: "Extend" }).click();
    const dialog = desk.getByRole("dialog", { name: `Extend the deadline of ${user.name}` });
    await typeDays(dialog.getByRole("combobox", { name: "Days from now" }), granted);
    await checkScreen(desk, "extend-deadline");
    await dialog.getByRole("button", { name: "Extend" }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.getByText(`Nothing keeps ${user.name} out.`)).toBeVisible();
    await mailbox.read(user.email, "More time to set up multi-factor authentication");
  });

  await test.step("the user sets up", async () => {
    await logIn(user);
    await expect(page.getByText(granted === 1 ? "1 day left" : `${granted} days left`)).toBeVisible();
    await expect(later).toBeVisible();
    await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(welcome).toBeVisible();
    await checkScreen(page, "home-set-up");
    await mailbox.read(user.email, "Multi-factor authentication is set up");
  });

  await test.step("the deadline that was granted has no more power", async () => {
    await clock.pass({ days: granted });
    await logIn(user);
    await expect(page.getByRole("heading", { name: "One-time passcode" })).toBeVisible();
    expect(mailbox.subjects(user.email)).toEqual(expectedMails);
  });
});

const expectedMails = [
  "Set up multi-factor authentication",
  "Reminder: set up multi-factor authentication",
  "Reminder: set up multi-factor authentication",
  "New login to your account",
  "Your account is locked",
  "More time to set up multi-factor authentication",
  "Multi-factor authentication is set up",
];

function inUtc(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(
    at,
  );
}
