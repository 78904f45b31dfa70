import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { expectCancelFirst } from "./questions.ts";
import { typeDays } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("a group requires MFA of its members, an extension for one of them counts instead, and a lock outlives the group", async ({
  admin,
  user,
  clock,
  mailbox,
}) => {
  const { page } = admin;
  await openConsole(admin);

  await test.step("a group is created, with a user in it", async () => {
    await page.getByRole("link", { name: "Groups", exact: true }).click();
    await expect(page.getByRole("heading", { name: "No groups yet" })).toBeVisible();
    await page.getByRole("button", { name: "Create group" }).click();
    const dialog = page.getByRole("dialog", { name: "Create group" });
    await dialog.getByLabel("Name").fill("Staff");
    await dialog.getByRole("button", { name: "Create group" }).click();
    await expect(page.getByRole("heading", { name: "Staff", level: 1 })).toBeVisible();
    await page.getByLabel("Add a member").fill(user.name);
    await page.getByRole("option", { name: user.name }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("rowheader", { name: user.name })).toBeVisible();
  });

  await test.step("the preview counts who has to set up, and the user is mailed the deadline", async () => {
    await page.getByRole("checkbox", { name: "Require Multi-Factor" }).check();
    await typeDays(page.getByRole("combobox", { name: "Days to set up" }), 3);
    await expect(page.getByText("1 member hasn't set up MFA.")).toBeVisible();
    await page.getByRole("button", { name: "Save requirement" }).click();
    await expect(page.getByText("The requirement of Staff is saved.")).toBeVisible();
    await mailbox.read(user.email, "Set up multi-factor authentication");
    await checkScreen(page, "group");
  });

  await test.step("the user's page says where the deadline comes from, before and after an extension", async () => {
    await page.getByRole("rowheader", { name: user.name }).getByRole("link").click();
    const card = page.getByRole("complementary", { name: "At a glance" });
    await expect(card.getByText("from the group Staff")).toBeVisible();
    await checkScreen(page, "user-in-group");
    await page.getByRole("tab", { name: "Security" }).click();
    await page.getByRole("button", { name: "Extend" }).click();
    const dialog = page.getByRole("dialog");
    await typeDays(dialog.getByRole("combobox", { name: "Days from now" }), 5);
    await dialog.getByRole("button", { name: "Extend" }).click();
    await expect(card.getByText("extended for this user")).toBeVisible();
    await clock.pass({ days: 4 });
    await logIn(user);
    await expect(user.page.getByRole("button", { name: "Set up later" })).toBeVisible();
  });

  await test.step("the group is deleted after the extended deadline, and the user stays locked", async () => {
    await clock.pass({ days: 1 });
    await openConsole(admin);
    await page.getByRole("link", { name: "Groups", exact: true }).click();
    await checkScreen(page, "groups");
    await page.getByRole("rowheader", { name: "Staff" }).getByRole("link").click();
    await page.getByRole("button", { name: "Delete group" }).click();
    const question = page.getByRole("dialog", { name: "Delete Staff?" });
    await expectCancelFirst(question, "Delete group");
    await question.getByRole("button", { name: "Delete group" }).click();
    await expect(page.getByRole("heading", { name: "No groups yet" })).toBeVisible();
    await logIn(user);
    await expect(user.page.getByRole("heading", { name: "Account locked" })).toBeVisible();
  });

  await test.step("the rules of each role are shown, and MFA is required for all administrators", async () => {
    await page.getByRole("link", { name: "Administrators", exact: true }).click();
    await page.getByRole("button", { name: "Require", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Require MFA for all administrators?" });
    await question.getByRole("button", { name: "Require", exact: true }).click();
    await expect(question).toBeHidden();
    await expect(page.getByRole("button", { name: "Allow exceptions" })).toBeVisible();
    await checkScreen(page, "administrators-all");
    await page.getByRole("link", { name: "Who can do what" }).click();
    await expect(page.getByRole("rowheader", { name: "Delete a group" })).toBeVisible();
    await checkScreen(page, "permissions");
  });
});
