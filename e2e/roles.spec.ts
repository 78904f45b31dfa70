import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { expectCancelFirst } from "./questions.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { chooseAdministrator, keepRecoveryCodes, openUser, setUpByKey, typeDays } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("a help desk resets factors, confirms that it is itself, and can do no more", async ({
  admin,
  user,
  addPerson,
  clock,
}) => {
  const desk = await addPerson("administrator", "help-desk");
  const { page } = desk;

  await test.step("a user has set up, in time", async () => {
    await requireMfa(admin, user, 1);
    await logInByRequests(user);
  });

  const shown = await test.step("the help desk must use a second factor too", async () => {
    await logIn(desk);
    const authenticator = await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    await expect(page.getByRole("banner").getByText("Help Desk")).toBeVisible();
    return authenticator;
  });

  await test.step("it sees details, and changes none", async () => {
    await expect(page.getByRole("heading", { name: "MFA coverage" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send me a test mail" })).toHaveCount(0);
    await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: "Add user" })).toHaveCount(0);
    await openUser(desk, user);
    await expect(page.getByLabel("Name", { exact: true })).not.toBeEditable();
    await expect(page.getByRole("button", { name: "Save User" })).toHaveCount(0);
    await expect(page.getByText("Your role, Help Desk, lets you look at this")).toBeVisible();
    await checkScreen(page, "help-desk-user-details");
    await page.getByRole("tab", { name: "Security" }).click();
    await expect(page.getByRole("button", { name: "Suspend" })).toHaveCount(0);
    await checkScreen(page, "help-desk-user-security");
  });

  await test.step("ten minutes later a reset takes the second factor again", async () => {
    await clock.pass({ minutes: 10 });
    await page.getByRole("button", { name: "Reset authenticator" }).click();
    const question = page.getByRole("dialog", { name: `Reset authenticator of ${user.name}?` });
    await expectCancelFirst(question, "Reset authenticator");
    await checkScreen(page, "help-desk-reset");
    await question.getByRole("checkbox", { name: "Grant days to set up again" }).check();
    await typeDays(question.getByRole("combobox", { name: "Days to set up" }), 1);
    await question.getByRole("button", { name: "Reset authenticator" }).click();
    const proof = page.getByRole("dialog", { name: "Confirm that it's you" });
    await expect(proof).toBeVisible();
    await checkScreen(page, "help-desk-confirm");
    await proof.getByLabel("One-time passcode").fill(shown());
    await proof.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("The authenticator is reset.")).toBeVisible();
    await expect(question).toBeHidden();
  });

  await test.step("an owner is above its reach", async () => {
    await chooseAdministrator(page, admin.email);
    const popUp = page.getByRole("dialog", { name: admin.name });
    await expect(popUp.getByRole("checkbox")).toBeDisabled();
    await expect(popUp.getByRole("button")).toHaveAccessibleName("Close");
    await checkScreen(page, "help-desk-administrator");
  });
});

test("a help desk gives time to an account that is locked with a code, and lifts waits without", async ({
  admin,
  user,
  addPerson,
  clock,
}) => {
  const desk = await addPerson("administrator", "help-desk");
  const { page } = desk;

  await test.step("a deadline has locked a user out", async () => {
    await requireMfa(admin, user, 1);
    await clock.pass({ days: 1 });
    await logIn(user);
    await expect(user.page.getByRole("heading", { name: "Account locked" })).toBeVisible();
  });

  await test.step("the help desk extends it, with its second factor if the last proof is old", async () => {
    await logIn(desk);
    const shown = await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    await openUser(desk, user);
    await clock.pass({ minutes: 20 });
    await page.getByRole("tab", { name: "Security" }).click();
    await page.getByRole("button", { name: "Extend" }).click();
    const question = page.getByRole("dialog", { name: `Extend the deadline of ${user.name}` });
    await typeDays(question.getByRole("combobox", { name: "Days from now" }), 14);
    await question.getByRole("button", { name: "Extend" }).click();
    const proof = page.getByRole("dialog", { name: "Confirm that it's you" });
    await proof.getByLabel("One-time passcode").fill(shown());
    await checkScreen(page, "extend-confirm");
    await proof.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("The deadline is extended.")).toBeVisible();
  });

  await test.step("it lifts the wait of wrong passwords", async () => {
    const { page: door } = user;
    for (let time = 0; time < 10; time++) {
      await logIn({ ...user, password: "not the right one" });
      await expect(door.getByText("The username or password is wrong.")).toBeVisible();
    }
    await page.reload();
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(page.getByText(`${user.name} is unlocked.`)).toBeVisible();
    await logIn(user);
    await expect(door.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toBeVisible();
  });

  await test.step("it ends all sessions of the user", async () => {
    await expect(page.getByRole("button", { name: "End all sessions" })).toBeHidden();
    await user.page.getByRole("button", { name: "Set up later" }).click();
    await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "End all sessions" }).click();
    const question = page.getByRole("dialog", { name: `End all sessions of ${user.name}?` });
    await expectCancelFirst(question, "End all sessions");
    await question.getByRole("button", { name: "End all sessions" }).click();
    await expect(page.getByText(`The sessions of ${user.name} are ended.`)).toBeVisible();
    await user.page.reload();
    await expect(user.page.getByRole("heading", { name: "User Login" })).toBeVisible();
  });
});

test("an owner gives a role, resets another administrator's factors, and that one sets up again", async ({
  admin,
  addPerson,
  clock,
  mailbox,
}) => {
  const other = await addPerson("administrator", "administrator");
  const { page } = admin;
  const popUp = page.getByRole("dialog", { name: other.name });

  await test.step("both have a second factor", async () => {
    await openConsole(admin);
    await openConsole(other);
    await checkScreen(other.page, "users-of-an-administrator");
  });

  await test.step("the owner makes the other a reader, who at once can only look", async () => {
    await chooseAdministrator(page, other.email);
    await popUp.getByRole("combobox", { name: "Role" }).selectOption("Read Only");
    await checkScreen(page, "administrator-access");
    await popUp.getByRole("button", { name: "Change role" }).click();
    await expect(popUp).toBeHidden();
    await expect(page.getByRole("row", { name: other.email })).toContainText("Read Only");
    await other.page.reload();
    await expect(other.page.getByRole("banner").getByText("Read Only")).toBeVisible();
    await expect(other.page.getByRole("button", { name: "Add user" })).toHaveCount(0);
  });

  await test.step("the owner resets the other's factors", async () => {
    await chooseAdministrator(page, other.email);
    await popUp.getByRole("button", { name: "Reset factors" }).click();
    const question = page.getByRole("dialog", { name: `Reset factors of ${other.name}?` });
    await expectCancelFirst(question, "Reset factors");
    await checkScreen(page, "administrator-reset");
    await question.getByRole("button", { name: "Reset factors" }).click();
    await expect(page.getByText(`The factors of ${other.name} are removed.`)).toBeVisible();
    const { text } = await mailbox.read(other.email, "Your authenticator was removed");
    expect(text).toContain("passkeys and recovery codes");
  });

  await test.step("the other is logged out, and set-up is all there is after the next login", async () => {
    await other.page.getByRole("link", { name: "Activity" }).click();
    await expect(other.page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
    await logIn(other);
    await expect(
      other.page.getByRole("heading", { name: "Set up Multi-Factor Authentication" }),
    ).toBeVisible();
    await expect(other.page.getByRole("button", { name: "Set up later" })).toHaveCount(0);
    await setUpByKey(other.page, clock);
    await keepRecoveryCodes(other.page);
    await expect(other.page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  });

  await test.step("the owner ends everyone's sessions, and keeps their own", async () => {
    await other.page.getByRole("link", { name: "Administrators" }).click();
    await expect(other.page.getByRole("heading", { name: "Administrators", level: 1 })).toBeVisible();
    await expect(other.page.getByRole("button", { name: "End everyone's sessions" })).toHaveCount(0);
    await page.getByRole("button", { name: "End everyone's sessions" }).click();
    const question = page.getByRole("dialog", { name: "End everyone's sessions" });
    await expectCancelFirst(question, "End everyone's sessions");
    await checkScreen(page, "administrators-end-every-session");
    await question.getByRole("button", { name: "End everyone's sessions" }).click();
    await expect(page.getByText("1 session is ended.")).toBeVisible();
    await expect(question).toBeHidden();
    await expect(page.getByRole("button", { name: "End everyone's sessions" })).toBeFocused();
    await other.page.getByRole("link", { name: "Activity" }).click();
    await expect(other.page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
  });

  await test.step("suspended, the other gets in no more", async () => {
    await chooseAdministrator(page, other.email);
    await popUp.getByRole("button", { name: "Suspend" }).click();
    const question = page.getByRole("dialog", { name: `Suspend ${other.name}?` });
    await expectCancelFirst(question, "Suspend");
    await question.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByRole("row", { name: other.email })).toContainText("Suspended");
    await logIn(other);
    await expect(other.page.getByText("The username or password is wrong.")).toBeVisible();
  });
});
