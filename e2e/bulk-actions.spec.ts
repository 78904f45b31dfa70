import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { passcodeOf, typeDays } from "./set-up.ts";

const people = Array.from({ length: 53 }, (_, n) => `${n + 1}`.padStart(2, "0"));

test("an administrator selects users by keyboard, previews an action, confirms it, and sees each result", async ({
  admin,
  stack,
  clock,
}) => {
  const { page } = admin;
  const bar = page.getByRole("region", { name: "Selected users" });
  for (const n of people) {
    const account = { realm: "user", username: `member-${n}`, email: `member-${n}@club.example` } as const;
    await stack.addAccount({ ...account, name: `Member ${n}`, password: "a phrase for every member" });
  }
  await openConsole(admin);

  async function choose(action: string) {
    await bar.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  await test.step("the space bar and the boxes select", async () => {
    await page.getByRole("link", { name: "member-01", exact: true }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await expect(bar).toContainText("2 users selected");
    await page.getByRole("checkbox", { name: "Select Member 04" }).click({ modifiers: ["Shift"] });
    await expect(bar).toContainText("4 users selected");
    await page.getByRole("checkbox", { name: "Select Member 04" }).uncheck();
    await expect(bar).toContainText("3 users selected");
    await checkScreen(page, "users-selected");
  });

  await test.step("the preview says who would be locked when, and nothing happens before the second factor", async () => {
    await choose("Require MFA");
    const dialog = page.getByRole("dialog", { name: "Require MFA" });
    await typeDays(dialog.getByRole("combobox", { name: "Days to set up" }), 3);
    await dialog.getByRole("button", { name: "Preview" }).click();
    await expect(dialog.getByText("This affects 3 users.")).toBeVisible();
    await expect(dialog.getByRole("list")).toContainText(/: 3 users$/);
    await checkScreen(page, "bulk-preview");
    await clock.pass({ minutes: 11 });
    await dialog.getByRole("button", { name: "Require MFA: 3 users" }).click();
    const question = page.getByRole("dialog", { name: "Confirm that it's you" });
    await question.getByLabel("One-time passcode").fill(passcodeOf(admin, clock));
    await question.getByRole("button", { name: "Confirm" }).click();
    await expect(page).toHaveURL(/\/admin\/jobs\/[-0-9a-f]{36}$/);
    await expect(page.getByText("Finished: 3 done, 0 skipped")).toBeVisible();
  });

  await test.step("the results have an address of their own", async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Require MFA, 3 days to set up" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Member 0[123] / })).toHaveCount(3);
    await checkScreen(page, "bulk-results");
  });

  await test.step("the next action takes all users of the filter, and skips with a reason", async () => {
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
    await page.getByRole("checkbox", { name: "Select all users on this page" }).check();
    await expect(bar).toContainText("50 users selected");
    await bar.getByRole("button", { name: "Select all 53 of this filter" }).click();
    await choose("Remind now");
    const dialog = page.getByRole("dialog", { name: "Remind now" });
    await expect(dialog.getByText("MFA isn't required: 50")).toBeVisible();
    await dialog.getByRole("button", { name: "Remind now: 3 users" }).click();
    await expect(page.getByText("Finished: 3 done, 50 skipped")).toBeVisible();
    await page.getByLabel("Result").selectOption({ label: "Skipped (50)" });
    await expect(page.getByRole("row", { name: /Member 53/ })).toContainText("MFA isn't required");
  });

  await test.step("all actions are in a list", async () => {
    await page.getByRole("link", { name: "Bulk actions" }).click();
    await expect(page.getByRole("rowheader")).toHaveText([
      "Remind to set up MFA",
      "Require MFA, 3 days to set up",
    ]);
    await checkScreen(page, "bulk-list");
  });
});
