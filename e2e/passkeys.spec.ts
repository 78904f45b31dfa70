import type { Page } from "@playwright/test";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { PasskeyHolder } from "./passkey-holder.ts";
import { logInByRequests, requireMfa } from "./requests.ts";
import { keepRecoveryCodes, passcodeOf, recoveryCodes } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("a user sets up a passkey instead of an app, and signs in with it after the password, and alone", {
  tag: ["@AT-73"],
}, async ({ admin, user, mailbox }) => {
  const { page } = user;
  const welcome = heading(page, `Welcome, ${user.name}`);
  const holder = await PasskeyHolder.at(page);
  const address = await requireMfa(admin, user, 7);

  await test.step("set-up offers a passkey, and reload keeps the place", async () => {
    await logIn(user);
    await expect(heading(page, "Set up Multi-Factor Authentication")).toBeVisible();
    await checkScreen(page, "set-up-install");
    await press(page, "Use a passkey instead");
    await expect(page.getByRole("heading", { name: "Set up a passkey" })).toBeVisible();
    await checkScreen(page, "set-up-passkey");
    await page.reload();
    await expect(page.getByLabel("Name")).toHaveValue("Chrome on Linux");
    await page.getByLabel("Name").fill("Desk");
    await press(page, "Create passkey");
    await expect(heading(page, "MFA setup is complete")).toBeVisible();
    expect(await holder.count()).toBe(1);
    await checkScreen(page, "set-up-complete-passkey");
    await mailbox.read(user.email, "A passkey was added");
  });

  await test.step("recovery codes are there to keep", async () => {
    await expect(recoveryCodes(page)).toHaveCount(10);
    await checkScreen(page, "first-recovery-codes");
    await page.reload();
    await press(page, "Make new codes");
    await keepRecoveryCodes(page);
    await expect(welcome).toBeVisible();
    await expect(page.getByText("Your account is protected")).toBeVisible();
  });

  await test.step("the administrator who required it sees that it is done", async () => {
    await admin.page.goto(address);
    await admin.page.getByRole("button", { name: "User Security & Permissions" }).click();
    await expect(admin.page.getByText("Set up", { exact: true })).toHaveCount(2);
  });

  await test.step("the second step asks for the passkey", async () => {
    await logOut(page);
    await logIn(user);
    await expect(heading(page, "Passkey")).toBeVisible();
    await checkScreen(page, "second-step-passkey");
    await press(page, "Use a recovery code");
    await expect(heading(page, "Recovery code")).toBeVisible();
    await expect(page.getByLabel("Recovery code")).toBeFocused();
    await checkScreen(page, "second-step-recovery-code");
    await press(page, "Use a passkey");
    await press(page, "Use your passkey");
    await expect(welcome).toBeVisible();
  });

  await test.step("the passkey alone signs in, if it recognises its owner", async () => {
    await logOut(page);
    await checkScreen(page, "login-with-passkey");
    await holder.recognises(false);
    await press(page, "Log in with a passkey");
    await expect(page.getByText("No passkey was used")).toBeVisible();
    await checkScreen(page, "login-passkey-cancelled");
    await holder.recognises(true);
    await press(page, "Log in with a passkey");
    await expect(welcome).toBeVisible();
    await page.reload();
    await expect(welcome).toBeVisible();
  });

  await test.step("it does not open the administrators' door", async () => {
    await logOut(page);
    await page.getByRole("link", { name: "Administrator Login" }).click();
    await press(page, "Log in with a passkey");
    await expect(page.getByText("This passkey doesn't match any account.")).toBeVisible();
    await expect(heading(page, "Administrator Login")).toBeVisible();
    await checkScreen(page, "login-passkey-unknown");
  });

  await test.step("chosen from the suggestions of the login field, it signs in without a button", async () => {
    await PasskeyHolder.suggest(page);
    await page.goto("/");
    await expect(welcome).toBeVisible();
  });
});

test("a user with an app adds a passkey: it is asked for first, and the app stays another way", async ({
  admin,
  user,
  clock,
}) => {
  const { page } = user;
  const welcome = heading(page, `Welcome, ${user.name}`);
  const holder = await PasskeyHolder.at(page);
  await requireMfa(admin, user, 7);

  await test.step("they set up the app, and add a passkey to it", async () => {
    await logInByRequests(user);
    await page.goto("/");
    await page.getByRole("link", { name: "My security", exact: true }).click();
    await press(page, "Add a passkey");
    await page.getByRole("dialog", { name: "Add a passkey" }).getByLabel("Name").fill("Laptop");
    await press(page, "Continue");
    await expect(page.getByRole("heading", { name: "Laptop" })).toBeVisible();
    await logOut(page);
    await clock.toNextTimeStep();
  });

  await test.step("the second step asks for the passkey, which does not recognise them", async () => {
    await logIn(user);
    await expect(heading(page, "Passkey")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Use another way" })).toBeVisible();
    await holder.recognises(false);
    await press(page, "Use your passkey");
    await expect(page.getByText("No passkey was used")).toBeVisible();
    await checkScreen(page, "second-step-passkey-or-app");
  });

  await test.step("the app lets them in", async () => {
    await press(page, "Use your authenticator app");
    await expect(heading(page, "One-time passcode")).toBeVisible();
    await expect(page.getByLabel("One-time passcode")).toBeFocused();
    await expect(page.getByText("No passkey was used")).toBeHidden();
    await typePasscode(page, passcodeOf(user, clock));
    await expect(welcome).toBeVisible();
  });

  await test.step("next time the passkey is asked for again, and lets them in", async () => {
    await logOut(page);
    await holder.recognises(true);
    await logIn(user);
    await press(page, "Use your passkey");
    await expect(welcome).toBeVisible();
  });
});

test("an administrator sets up a passkey, and opens the console with it alone", async ({ addPerson }) => {
  const other = await addPerson("administrator");
  const { page } = other;
  await PasskeyHolder.at(page);

  await test.step("a passkey satisfies it", async () => {
    await logIn(other);
    await press(page, "Use a passkey instead");
    await press(page, "Create passkey");
    await press(page, "Skip for now");
    await expect(heading(page, "Overview")).toBeVisible();
    await checkScreen(page, "console-reminder");
    await page.getByRole("link", { name: "Get recovery codes" }).click();
    await expect(page.getByRole("heading", { name: "Recovery codes", level: 2 })).toBeFocused();
  });

  await test.step("and opens the console", async () => {
    await page.getByRole("button", { name: other.email }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await press(page, "Log in with a passkey");
    await expect(heading(page, "Overview")).toBeVisible();
  });

  await test.step("chosen from the suggestions of the login field, it opens the console, too", async () => {
    await page.getByRole("button", { name: other.email }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await expect(page.getByLabel("E-mail", { exact: true })).toHaveAttribute(
      "autocomplete",
      "username webauthn",
    );
    await PasskeyHolder.suggest(page);
    await page.reload();
    await expect(heading(page, "Overview")).toBeVisible();
  });
});
