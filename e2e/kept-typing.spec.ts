import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { openConsole } from "./open-console.ts";
import type { Person } from "./person.ts";
import { openUser, passcodeOf } from "./set-up.ts";
import { typePasscode } from "./sign-in.ts";

async function logInHere({ page, login, password }: Person): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

test("a form that was being filled in when the session ended is back after the login, and is sent", async ({
  admin,
  clock,
}) => {
  const { page } = admin;
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await openConsole(admin);

  await test.step("the session ends before the form is sent", async () => {
    await page.getByRole("button", { name: "Add user" }).click();
    await dialog.getByLabel("Username").fill("maria");
    await dialog.getByLabel("E-mail").fill("maria@example.com");
    await dialog.getByLabel("Name", { exact: true }).fill("Maria Muster");
    await clock.pass({ hours: 2 });
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByRole("alert")).toContainText(
      "The form that you were filling in is saved in this tab.",
    );
    await checkScreen(page, "login-session-ended");
  });

  await test.step("after the login it is open, and has what was typed", async () => {
    await logInHere(admin);
    await typePasscode(page, passcodeOf(admin, clock));
    await expect(dialog.getByLabel("Username")).toHaveValue("maria");
    await expect(dialog.getByLabel("E-mail")).toHaveValue("maria@example.com");
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Maria Muster");
  });

  await test.step("closed, it is forgotten", async () => {
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

test("a user's details outlive a login with a second factor, and nothing outlives a log-out", async ({
  admin,
  user,
  clock,
}) => {
  const { page } = admin;
  const name = page.getByLabel("Name", { exact: true });
  const required = page.getByRole("checkbox", { name: "Require Multi-Factor Authentication" });
  await openConsole(admin);
  await openUser(admin, user);

  await test.step("the session ends", async () => {
    await name.fill("Half a name");
    await page.getByRole("button", { name: "User Security & Permissions" }).click();
    await required.check();
    await clock.pass({ hours: 2 });
    await page.getByRole("button", { name: "Save User" }).click();
    await expect(page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
  });

  await test.step("both steps of the login lead back to it", async () => {
    await logInHere(admin);
    await typePasscode(page, passcodeOf(admin, clock));
    await expect(name).toHaveValue("Half a name");
    await expect(required).toBeChecked();
    const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
    expect(kept).toContain("Half a name");
    expect(kept).not.toContain(admin.password);
  });

  await test.step("a log-out ends it", async () => {
    await page.getByRole("button", { name: admin.email }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(page.getByRole("heading", { name: "Administrator Login" })).toBeVisible();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});
