import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { checkScreen } from "./axe.ts";
import type { Clock } from "./clock.ts";
import { expect, test } from "./fixtures.ts";
import { Keyboard } from "./keyboard.ts";
import { PasskeyHolder } from "./passkey-holder.ts";
import type { Person } from "./person.ts";
import { expectCancelFirst } from "./questions.ts";
import { keepRecoveryCodes, openUser, setUpByKey } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

test("apps and recovery codes are added, named, used and removed with the keyboard alone", async ({
  user,
  mailbox,
  clock,
}) => {
  const { page } = user;
  const keyboard = new Keyboard(page);
  let codes: string[] = [];

  await test.step("they log in and go to My security", async () => {
    await logInByKeyboard(user, user.password);
    await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
    await expect(page.getByRole("heading", { name: "My security", level: 1 })).toBeVisible();
    await expect(page.getByText("Only a password protects your account")).toBeVisible();
    await checkScreen(page, "my-security-password-alone");
  });

  const shown = await test.step("they add an authenticator app", async () => {
    const passcode = await beginApp(page, clock);
    await checkScreen(page, "my-security-add-app");
    await nameApp(page, "Phone", passcode());
    await clock.toNextTimeStep();
    await mailbox.read(user.email, "Multi-factor authentication is set up");
    return passcode;
  });

  await test.step("it counts from the next login on", async () => {
    await expect(page.getByText("Log in again to use your second factor")).toBeVisible();
    await checkScreen(page, "my-security-log-in-again");
    await logInAgainByKeyboard(user, shown);
    await clock.toNextTimeStep();
  });

  await test.step("they give it another name", async () => {
    await keyboard.press(page.getByRole("button", { name: "Rename Phone" }));
    await expect(page.getByRole("dialog", { name: "Rename “Phone”" })).toBeVisible();
    await keyboard.type(page.getByRole("textbox", { name: "Name" }), "Old phone");
    await checkScreen(page, "my-security-rename");
    await keyboard.enter();
    await expect(page.getByText("The new name is saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Rename Old phone" })).toBeFocused();
  });

  await test.step("they make recovery codes, and keep them in a file", async () => {
    await keyboard.press(page.getByRole("button", { name: "Make recovery codes" }));
    const list = page.getByRole("list", { name: "Recovery codes" });
    await expect(list.getByRole("listitem")).toHaveCount(10);
    await expect(page.getByRole("heading", { name: "Save these codes now" })).toBeFocused();
    codes = await list.getByRole("listitem").allTextContents();
    await checkScreen(page, "my-security-recovery-codes");
    const downloading = page.waitForEvent("download");
    await keyboard.press(page.getByRole("button", { name: "Download" }));
    const kept = await readFile(await (await downloading).path(), "utf8");
    expect(codes.filter((code) => !kept.includes(code))).toEqual([]);
    expect(kept).toContain(user.email);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("Recovery codes for Sallyport")).toBeVisible();
    await expect(page.getByRole("heading")).toHaveCount(0);
    await page.emulateMedia({ media: null });
    await keyboard.press(page.getByRole("link", { name: "Home", exact: true }));
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
    // The browser asks for a confirmation before the page closes, because the codes aren't saved yet.
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe("beforeunload");
    await question.dismiss();
    await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
    await expect(page.getByRole("heading", { name: "Save these codes now" })).toBeVisible();
    expect(await list.getByRole("listitem").allTextContents()).toEqual(codes);
    await keyboard.press(page.getByRole("button", { name: "I have saved them" }));
    await expect(page.getByText("10 of 10 left")).toBeVisible();
  });

  await test.step("they log out, and in again with a recovery code", async () => {
    await keyboard.press(page.getByRole("button", { name: "Log out", exact: true }));
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await logInByKeyboard(user, user.password);
    await keyboard.press(page.getByRole("button", { name: "Use a recovery code" }));
    await keyboard.type(page.getByLabel("Recovery code"), codes[0] ?? "");
    await keyboard.enter();
    await mailbox.read(user.email, "A recovery code was used");
    await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
    await expect(page.getByText("9 of 10 left")).toBeVisible();
  });

  await test.step("they add a second app, and remove the first", async () => {
    await addApp(page, "Tablet", clock);
    await keyboard.press(page.getByRole("button", { name: "Remove Old phone" }));
    const question = page.getByRole("dialog", { name: "Remove “Old phone”?" });
    await expectCancelFirst(question, "Remove");
    await checkScreen(page, "my-security-remove");
    await keyboard.press(question.getByRole("button", { name: "Remove", exact: true }));
    await expect(page.getByText("“Old phone” is removed.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Authenticator apps" })).toBeFocused();
    await expect(page.getByRole("button", { name: "Remove Old phone" })).toHaveCount(0);
  });
});

test("sessions are ended and the password is changed with the keyboard alone, after a proof where it is due", async ({
  user,
  openBrowser,
  mailbox,
  clock,
  invention,
}) => {
  const { page } = user;
  const keyboard = new Keyboard(page);
  const password = invention.password();
  await logInByKeyboard(user, user.password);
  await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
  const passcode = await addApp(page, "Phone", clock);
  await logInAgainByKeyboard(user, passcode);
  await clock.toNextTimeStep();
  const elsewhere = await openBrowser({ userAgent: firefox });

  async function comeInElsewhere() {
    await logIn(user, elsewhere);
    await typePasscode(elsewhere, passcode());
    await expect(elsewhere.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  }

  await test.step("they end a session elsewhere, which is thrown out at its next request", async () => {
    await comeInElsewhere();
    await page.reload();
    await expect(page.getByRole("button", { name: "Log out Firefox on Windows" })).toBeVisible();
    await checkScreen(page, "my-security");
    await keyboard.press(page.getByRole("button", { name: "Log out Firefox on Windows" }));
    await expect(page.getByText("Firefox on Windows is logged out.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sessions" })).toBeFocused();
    await expect(page.getByRole("button", { name: "Log out Firefox on Windows" })).toHaveCount(0);
    await elsewhere.getByRole("link", { name: "My security", exact: true }).click();
    await expect(elsewhere.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("they end all sessions but this", async () => {
    await clock.toNextTimeStep();
    await comeInElsewhere();
    await page.reload();
    await keyboard.press(page.getByRole("button", { name: "Log out all other sessions" }));
    await expect(page.getByText("All other sessions have ended.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Log out all other sessions" })).toHaveCount(0);
    await elsewhere.reload();
    await expect(elsewhere.getByRole("heading", { name: "User Login" })).toBeVisible();
  });

  await test.step("ten minutes later a new password takes a code first", async () => {
    await clock.pass({ minutes: 11 });
    await keyboard.press(page.getByRole("button", { name: "Change password" }));
    const form = page.getByRole("dialog", { name: "Change password" });
    await keyboard.type(form.getByLabel("Current password"), user.password);
    await keyboard.type(form.getByLabel("New password"), password);
    await keyboard.type(form.getByLabel("Repeat password"), password);
    await keyboard.enter();
    const proof = page.getByRole("dialog", { name: "Confirm that it's you" });
    await expect(proof.getByLabel("One-time passcode")).toBeFocused();
    await checkScreen(page, "confirm-that-it-is-you");
    await keyboard.escape();
    await expect(proof).toBeHidden();
    await expect(form.getByLabel("Repeat password")).toBeFocused();
    await expect(form.getByLabel("New password")).toHaveValue(password);
    await checkScreen(page, "my-security-password");
    await keyboard.enter();
    await keyboard.type(proof.getByLabel("One-time passcode"), passcode());
    await keyboard.enter();
    await expect(page.getByText("Your password is changed.")).toBeVisible();
    await mailbox.read(user.email, "Your password was changed");
    await expect(page.getByRole("button", { name: "Change password" })).toBeFocused();
  });

  await test.step("the new password opens the portal, with a code", async () => {
    await keyboard.press(page.getByRole("button", { name: "Log out", exact: true }));
    await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
    await clock.toNextTimeStep();
    await logInByKeyboard(user, password);
    await keyboard.type(page.getByLabel("One-time passcode"), passcode());
    await keyboard.enter();
    await expect(page.getByRole("heading", { name: `Welcome, ${user.name}` })).toBeVisible();
  });
});

test("a passkey is added, named, asked for and removed with the keyboard alone", async ({
  user,
  mailbox,
  clock,
}) => {
  const { page } = user;
  const keyboard = new Keyboard(page);
  const holder = await PasskeyHolder.at(page);

  await test.step("it is added", async () => {
    await logInByKeyboard(user, user.password);
    await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
    await keyboard.press(page.getByRole("button", { name: "Add a passkey" }));
    await keyboard.type(page.getByRole("textbox", { name: "Name" }), "Laptop");
    await checkScreen(page, "my-security-add-passkey");
    await keyboard.enter();
    await expect(page.getByRole("heading", { name: "Laptop" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Add a passkey" })).toBeFocused();
    expect(await holder.count()).toBe(1);
    await mailbox.read(user.email, "A passkey was added");
    await checkScreen(page, "my-security-passkey");
  });

  await test.step("it counts from the next login on, which it opens", async () => {
    await keyboard.press(page.getByRole("button", { name: "Log in again" }));
    await logInByKeyboard(user, user.password);
    await keyboard.press(page.getByRole("button", { name: "Use your passkey" }));
    await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
  });

  await test.step("ten minutes later it confirms that it is they", async () => {
    await clock.pass({ minutes: 11 });
    await keyboard.press(page.getByRole("button", { name: "Rename Laptop" }));
    await keyboard.type(page.getByRole("textbox", { name: "Name" }), "Desk");
    await keyboard.enter();
    const proof = page.getByRole("dialog", { name: "Confirm that it's you" });
    await expect(proof.getByRole("button", { name: "Use your passkey" })).toBeFocused();
    await holder.recognises(false);
    await keyboard.enter();
    await expect(proof.getByText("No passkey was used")).toBeVisible();
    await checkScreen(page, "confirm-with-passkey");
    await holder.recognises(true);
    await keyboard.enter();
    await expect(page.getByText("The new name is saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Rename Desk" })).toBeFocused();
  });

  await test.step("it is removed, though it is the last", async () => {
    await keyboard.press(page.getByRole("button", { name: "Remove Desk" }));
    const question = page.getByRole("dialog", { name: "Remove “Desk”?" });
    await expect(question.getByText("You have no other app or passkey.")).toBeVisible();
    await expectCancelFirst(question, "Remove");
    await checkScreen(page, "my-security-remove-last");
    await keyboard.press(question.getByRole("button", { name: "Remove", exact: true }));
    await expect(page.getByText("You have no passkey yet.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Passkeys" })).toBeFocused();
    await mailbox.read(user.email, "Your second factor was removed");
  });
});

test("an administrator resets a user's authenticator only with a second factor of their own, proved afresh", async ({
  admin,
  user,
  clock,
}) => {
  const { page } = admin;
  const reset = page.getByRole("button", { name: "Reset authenticator" });
  const question = page.getByRole("dialog", { name: `Reset authenticator of ${user.name}?` });

  await test.step("the user has an authenticator app", async () => {
    await logIn(user);
    await user.page.getByRole("link", { name: "My security", exact: true }).click();
    await addApp(user.page, "Phone", clock);
  });

  const authenticator = await test.step("so has the administrator, who must", async () => {
    await logIn(admin);
    const shown = await setUpByKey(page, clock);
    await keepRecoveryCodes(page);
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    return shown;
  });

  await test.step("ten minutes later a code is asked for, and the reset goes on by itself", async () => {
    await clock.pass({ minutes: 11 });
    await openUser(admin, user);
    await page.getByRole("tab", { name: "Security" }).click();
    await reset.click();
    await question.getByRole("button", { name: "Reset authenticator" }).click();
    const proof = page.getByRole("dialog", { name: "Confirm that it's you" });
    await proof.getByLabel("One-time passcode").fill(authenticator());
    await proof.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("The authenticator is reset.")).toBeVisible();
  });

  await test.step("the menu leads to My security", async () => {
    const keyboard = new Keyboard(page);
    await keyboard.press(page.getByRole("button", { name: admin.email }));
    // The focus moves into the menu a moment after the menu opens.
    await expect(page.getByRole("menuitem", { name: "Administrators" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitem", { name: "My security" })).toBeFocused();
    await keyboard.enter();
    await expect(page.getByRole("heading", { name: "My security", level: 1 })).toBeVisible();
    await checkScreen(page, "my-security-of-an-administrator");
  });

  await test.step("the last factor stays while one is required, and another can be added first", async () => {
    await page.getByRole("button", { name: /^Remove / }).click();
    const explained = page.getByRole("dialog", { name: /^You can't remove “.+” yet$/ });
    await expect(explained.getByText("so at least one app or passkey must stay")).toBeVisible();
    await expect(explained.getByRole("button", { name: "Remove" })).toHaveCount(0);
    await checkScreen(page, "my-security-keep-last");
    await explained.getByRole("button", { name: "Add another first" }).click();
    await expect(page.getByRole("dialog", { name: "Add an authenticator app" })).toBeVisible();
  });
});

async function logInByKeyboard({ page, login }: Person, password: string): Promise<void> {
  const keyboard = new Keyboard(page);
  await page.goto("/");
  await keyboard.type(page.getByLabel("E-mail or username"), login);
  await keyboard.type(page.getByLabel("Password", { exact: true }), password);
  await keyboard.enter();
}

async function logInAgainByKeyboard(user: Person, passcode: () => string): Promise<void> {
  const { page } = user;
  const keyboard = new Keyboard(page);
  await keyboard.press(page.getByRole("button", { name: "Log in again" }));
  await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
  await logInByKeyboard(user, user.password);
  await keyboard.type(page.getByLabel("One-time passcode"), passcode());
  await keyboard.enter();
  await keyboard.press(page.getByRole("link", { name: "My security", exact: true }));
}

/** @returns a function that gives the app's current code */
async function addApp(page: Page, name: string, clock: Clock): Promise<() => string> {
  const passcode = await beginApp(page, clock);
  await nameApp(page, name, passcode());
  await clock.toNextTimeStep();
  return passcode;
}

/** Reads the key as text. The page shows this text for users who can't scan. */
async function beginApp(page: Page, clock: Clock): Promise<() => string> {
  const keyboard = new Keyboard(page);
  const dialog = page.getByRole("dialog", { name: "Add an authenticator app" });
  await keyboard.press(page.getByRole("button", { name: "Add an authenticator app" }));
  await keyboard.press(dialog.getByRole("button", { name: "Can't scan?" }));
  const key = fromBase32((await dialog.getByRole("definition").first().textContent()) ?? "");
  if (!key) throw new Error("This is no key.");
  return () => codeAt(key, clock.now());
}

async function nameApp(page: Page, name: string, code: string): Promise<void> {
  const keyboard = new Keyboard(page);
  await keyboard.type(page.getByRole("textbox", { name: "Name" }), name);
  await keyboard.type(page.getByLabel("Token"), code);
  await keyboard.enter();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add an authenticator app" })).toBeFocused();
}
