import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { expectCancelFirst } from "./questions.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { openUser } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("an administrator removes one factor, ends one session, and withdraws an invitation", async ({
  admin,
  user,
  mailbox,
  openBrowser,
}) => {
  const { page } = admin;
  const factors = page.getByRole("list", { name: "Second factors" });
  const sessions = page.getByRole("list", { name: "Sessions" });
  const card = page.getByRole("complementary", { name: "At a glance" });

  await test.step("a user has set up an authenticator app", async () => {
    await page.goto(await requireMfa(admin, user, 7));
    await logInByRequests(user);
    await user.page.goto("/");
    await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  });

  await test.step("an unsaved change asks before the page is left", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Half a name");
    await expect(page.getByText("Unsaved changes: Name")).toBeVisible();
    await checkScreen(page, "user-unsaved");
    await page.getByRole("main").getByRole("link", { name: "Users", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await expectCancelFirst(question, "Leave");
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(user.name);
    await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  });

  await test.step("the tab Security is a link of its own", async () => {
    await page.getByRole("tab", { name: "Security" }).click();
    await page.reload();
    await expect(factors.getByRole("listitem").first()).toContainText("Authenticator app");
    await expect(card).toContainText("1 open");
    await checkScreen(page, "user-security");
  });

  await test.step("the session is ended, and the page of the user asks for a login", async () => {
    await sessions.getByRole("button", { name: /^End / }).click();
    await expect(page.getByText("No open sessions.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sessions" })).toBeFocused();
    await user.page.reload();
    await expect(user.page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("the last factor is removed, and set-up is due at the next login", async () => {
    await factors.getByRole("button", { name: /^Remove / }).click();
    const question = page.getByRole("dialog", { name: `of ${user.name}?` });
    await expect(question.getByText("It is the last one")).toBeVisible();
    await expectCancelFirst(question, "Remove");
    await checkScreen(page, "user-remove-factor");
    await question.getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByText("The user has not set up a second factor.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Second factors" })).toBeFocused();
    await mailbox.read(user.email, "Your authenticator was removed");
    await logIn(user);
    await expect(
      user.page.getByRole("heading", { name: "Set up Multi-Factor Authentication" }),
    ).toBeVisible();
  });

  await test.step("the tab Activity tells what was done to the user", async () => {
    await page.getByRole("tab", { name: "Activity" }).click();
    await expect(page.getByText(`removed ${user.name}'s authenticator app`).first()).toBeVisible();
    await checkScreen(page, "user-activity");
  });

  await test.step("an invitation is withdrawn, and its link says so", async () => {
    await page.getByRole("main").getByRole("link", { name: "Users", exact: true }).click();
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog", { name: "Add user" });
    await dialog.getByLabel("Username").fill("maria");
    await dialog.getByLabel("E-mail").fill("maria@example.com");
    await dialog.getByLabel("Name", { exact: true }).fill("Maria Muster");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await openUser(admin, { ...user, name: "Maria Muster", username: "maria" });
    await expect(card).toContainText("Expires");
    await page.getByRole("tab", { name: "Security" }).click();
    await checkScreen(page, "user-invited");
    await page.getByRole("button", { name: "Withdraw invitation" }).click();
    const question = page.getByRole("dialog", { name: "Withdraw the invitation of Maria Muster?" });
    await question.getByRole("button", { name: "Withdraw invitation" }).click();
    await expect(card).toContainText("Withdrawn");
    const visitor = await openBrowser();
    await visitor.goto((await mailbox.read("maria@example.com", /^Your account at /)).link);
    await expect(visitor.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();
    await checkScreen(visitor, "invitation-withdrawn");
  });
});

test("a user is suspended, and 30 days later deleted by typing the username; an open page says so", async ({
  admin,
  user,
  clock,
  addPerson,
}) => {
  const { page } = admin;
  const colleague = await addPerson("administrator");

  await test.step("a user who has logged in must be suspended first", async () => {
    await logIn(user);
    await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await openConsole(admin);
    await page.getByRole("searchbox", { name: "Search users" }).fill(user.username ?? "");
    await expect(page).toHaveURL(/search=/);
    await page.getByRole("link", { name: user.username ?? "", exact: true }).click();
    await page.getByRole("tab", { name: "Security" }).click();
    await expect(page.getByText("Possible after 30 days of suspension.")).toBeVisible();
    await page.getByRole("button", { name: "Suspend" }).click();
    const question = page.getByRole("dialog", { name: `Suspend ${user.name}?` });
    await question.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByText(/^Possible from /)).toBeVisible();
    await checkScreen(page, "user-suspended");
    await page.getByRole("main").getByRole("link", { name: "Users", exact: true }).click();
    await expect(page).toHaveURL(/search=/);
  });

  await test.step("30 days later two administrators have the page open", async () => {
    await clock.pass({ days: 30 });
    for (const administrator of [admin, colleague]) {
      await openConsole(administrator);
      await openUser(administrator, user);
      await administrator.page.getByRole("tab", { name: "Security" }).click();
    }
  });

  await test.step("one of them deletes the user, with the username typed", async () => {
    await page.getByRole("button", { name: "Delete user" }).click();
    const question = page.getByRole("dialog", { name: `Delete ${user.name}?` });
    await question.getByLabel("Username").fill("someone");
    await question.getByRole("button", { name: "Delete user" }).click();
    await expect(question.getByText(`Type ${user.username} to confirm.`)).toBeVisible();
    await checkScreen(page, "user-delete");
    await question.getByLabel("Username").fill(user.username ?? "");
    await question.getByRole("button", { name: "Delete user" }).click();
    await expect(page.getByText(`${user.name} is deleted.`)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: user.username ?? "", exact: true })).toHaveCount(0);
  });

  await test.step("the other learns it at the next click, and finds the way back", async () => {
    const { page: late } = colleague;
    await late.getByRole("button", { name: "Activate" }).click();
    await expect(late.getByRole("heading", { name: "This user was deleted" })).toBeVisible();
    await expect(late.getByText(`${admin.email} deleted the account`)).toBeVisible();
    await checkScreen(late, "user-deleted");
    await late.getByRole("link", { name: "Go to the list of users" }).click();
    await expect(late.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  });
});
