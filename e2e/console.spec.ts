import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import { expectCancelFirst } from "./questions.ts";
import { requireMfa } from "./requests.ts";
import { openUser } from "./set-up.ts";
import { logIn } from "./sign-in.ts";

test("an outdated page of a user does not overwrite what another administrator saved", async ({
  admin,
  user,
  addPerson,
}) => {
  const { page } = await addPerson("administrator").then(async (other) => {
    await openConsole(other);
    await openUser(other, user);
    return other;
  });
  const name = page.getByLabel("Name", { exact: true });
  const email = page.getByLabel("E-mail");

  await test.step("one administrator begins to type, another requires MFA meanwhile", async () => {
    await name.fill("Typed Before");
    await admin.page.goto(await requireMfa(admin, user, 7));
  });

  await test.step("the first is told by whom, and nothing is saved or lost", async () => {
    await page.getByRole("button", { name: "Save User" }).click();
    await expect(page.getByText(`${admin.email} changed this user on`)).toBeVisible();
    await expect(name).toHaveValue("Typed Before");
    await checkScreen(page, "user-changed-meanwhile");
    await page.getByRole("button", { name: "Show it as it is now" }).click();
    await expect(name).toHaveValue(user.name);
    await page.getByRole("button", { name: "User Security & Permissions" }).click();
    await expect(page.getByText("Required", { exact: true })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "Require Multi-Factor" })).toBeChecked();
  });

  await test.step("what was typed can be kept, and is saved beside the other's changes", async () => {
    await name.fill("Typed Again");
    await admin.page.getByLabel("Name", { exact: true }).fill("Named Meanwhile");
    await admin.page.getByRole("button", { name: "Save User" }).click();
    await expect(admin.page.getByText("Named Meanwhile is saved.")).toBeVisible();
    await page.getByRole("button", { name: "Save User" }).click();
    await page.getByRole("button", { name: "Keep what I typed" }).click();
    await expect(name).toHaveValue("Typed Again");
    await page.getByRole("button", { name: "Save User" }).click();
    await expect(page.getByText("Typed Again is saved.")).toBeVisible();
    await admin.page.reload();
    await expect(admin.page.getByRole("heading", { name: "Typed Again", level: 1 })).toBeVisible();
    await expect(admin.page.getByLabel("E-mail")).toHaveValue(user.email);
    await expect(email).toHaveValue(user.email);
    await expect(page.getByText("Required", { exact: true })).toBeVisible();
  });
});

test("a user is suspended after a question, and let in again; the focus stays where the reasons are", async ({
  admin,
  user,
}) => {
  const { page } = admin;
  const reasons = page.getByRole("heading", { name: /^(Why this user can't|This user can) log in$/ });
  const question = page.getByRole("dialog", { name: `Suspend ${user.name}?` });
  await logIn(user);
  await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  await openConsole(admin);
  await openUser(admin, user);
  await page.getByRole("tab", { name: "Security" }).click();

  await test.step("the question can be declined", async () => {
    await page.getByRole("button", { name: "Suspend" }).click();
    await expectCancelFirst(question, "Suspend");
    await checkScreen(page, "user-suspend");
    await page.keyboard.press("Enter");
    // The test waits until the dialog is closed, because the dialog also has a button named Suspend.
    await expect(question).toBeHidden();
    await expect(page.getByRole("button", { name: "Suspend" })).toBeFocused();
  });

  await test.step("answered, it ends every session and keeps the user out", async () => {
    await page.getByRole("button", { name: "Suspend" }).click();
    await question.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByText(`${user.name} is suspended.`)).toBeVisible();
    await expect(reasons).toBeFocused();
    await user.page.reload();
    await expect(user.page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await logIn(user);
    await expect(user.page.getByText("The username or password is wrong.")).toBeVisible();
  });

  await test.step("activated, the user gets in again", async () => {
    await page.getByRole("button", { name: "Activate" }).click();
    await expect(page.getByText(`${user.name} may log in again.`)).toBeVisible();
    await expect(reasons).toBeFocused();
    await logIn(user);
    await expect(user.page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  });
});

test("the search for users follows the URL, and says what it has found", async ({ admin, user }) => {
  const { page } = admin;
  const search = page.getByRole("searchbox", { name: "Search users" });
  const row = page.getByRole("row", { name: user.username ?? "" });
  await openConsole(admin);
  await expect(row).toBeVisible();

  await test.step("no user is found, and a screen reader says so", async () => {
    await search.fill("zzz");
    await expect(page.getByRole("heading", { name: "No users found" })).toBeVisible();
    await expect(page).toHaveURL(/search=zzz$/);
    await expect(page.getByText("No users.")).toBeAttached();
    await checkScreen(page, "users-none-found");
  });

  await test.step("“Users” in the navigation clears the search", async () => {
    await page
      .getByRole("navigation", { name: "Console" })
      .getByRole("link", { name: "Users", exact: true })
      .click();
    await expect(row).toBeVisible();
    await expect(search).toHaveValue("");
    await expect(page.getByText("1 user.")).toBeAttached();
    await expect(page).toHaveURL(/\/admin\/users$/);
  });

  await test.step("a link with a search opens with it", async () => {
    await page.goto("/admin/users?search=zzz");
    await expect(search).toHaveValue("zzz");
    await expect(page.getByRole("heading", { name: "No users found" })).toBeVisible();
  });
});
