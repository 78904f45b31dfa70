import { readFile } from "node:fs/promises";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { requireMfa } from "./requests.ts";

test("an administrator sees who is due when, finds them by keyboard, reminds them, and takes a report along", async ({
  admin,
  user,
  clock,
  mailbox,
}) => {
  const { page } = admin;
  await requireMfa(admin, user, 3);
  await mailbox.read(user.email, "Set up multi-factor authentication");
  await clock.pass({ days: 1 });
  await openConsole(admin);
  await page.getByRole("link", { name: "Enforcement", exact: true }).click();

  await test.step("the figures of each day are a chart, which the keyboard reads, and a table", async () => {
    await expect(page.getByRole("list", { name: "At a glance" })).toContainText("1 with a deadline ahead");
    await expect(page.getByText("MFA was required of 1 user; 0 had set it up")).toBeAttached();
    const slider = page.getByRole("slider", { name: "Day" });
    await expect(slider).toHaveAttribute("aria-valuetext", /: MFA required 1, Set up 0, Locked 0$/);
    await slider.press("ArrowLeft");
    await expect(slider).toHaveAttribute("aria-valuetext", /: MFA required 0, Set up 0, Locked 0$/);
    await checkScreen(page, "enforcement");
    await page.getByRole("tab", { name: "Chart" }).press("ArrowRight");
    await page.getByRole("tab", { name: "Table" }).press("Enter");
    await expect(page.getByRole("table", { name: "MFA coverage by day" }).getByRole("row")).toHaveCount(3);
    await checkScreen(page, "enforcement-table");
  });

  await test.step("the calendar leads to the people of a day", async () => {
    await page.getByRole("grid").locator("[aria-current=date]").focus();
    const toAnotherMonth = Array<string>(5).fill("ArrowDown");
    const back = Array<string>(5).fill("ArrowUp");
    for (const key of [...toAnotherMonth, ...back, "ArrowRight", "ArrowRight"])
      await page.keyboard.press(key);
    await expect(page.locator(":focus")).toHaveAccessibleName(/, 1 user due$/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/admin\/users\?dueOn=/);
    await expect(page.getByRole("button", { name: /^due on / })).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("link", { name: user.username ?? "", exact: true })).toBeVisible();
    await page.goBack();
  });

  await test.step("one button leads to the preview of the reminder, and then to its result", async () => {
    await page.getByRole("button", { name: "Remind now" }).click();
    await page.getByRole("button", { name: "Remind now: 1 user" }).click();
    await expect(page.getByText("Finished: 1 done, 0 skipped")).toBeVisible();
    await mailbox.read(user.email, "Reminder: set up multi-factor authentication");
  });

  await test.step("an auditor gets each user with the requirement, its author and its deadline", async () => {
    await page.getByRole("link", { name: "Enforcement", exact: true }).click();
    await page.getByRole("button", { name: "Export report" }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV for spreadsheets" }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^mfa-report-.*\.csv$/);
    const report = await readFile(await file.path(), "utf8");
    expect(report).toContain(user.email);
    expect(report).toContain(`(${admin.email})`);
    expect(report).toContain("set for this user");
  });
});
