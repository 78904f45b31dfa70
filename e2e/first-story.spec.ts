import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { keepPicture } from "./picture.ts";
import { enterConsole, keepRecoveryCodes, openUser, qrPicture, typeToken } from "./set-up.ts";
import { logIn, logOut, typePasscode } from "./sign-in.ts";

test("an administrator requires MFA, the user sets it up, and from then on a code opens the portal, once", async ({
  admin,
  user,
  phone,
  mailbox,
  clock,
}) => {
  const { page } = user;
  const welcome = page.getByRole("heading", { name: `Welcome, ${user.name}` });

  await test.step("the user installs the authenticator and verifies the e-mail address", async () => {
    await phone.register(user.email, mailbox);
  });

  await test.step("an administrator requires MFA of the user, with seven days to set up", async () => {
    const { page: desk } = admin;
    await enterConsole(admin);
    await openUser(admin, user);
    await desk.getByRole("tab", { name: "Details" }).click();
    await desk.getByRole("button", { name: "User Security & Permissions" }).click();
    await desk.getByRole("checkbox", { name: "Require Multi-Factor Authentication on Login Portal" }).check();
    const days = desk.getByRole("combobox", { name: "Days to set up" });
    await expect(days).toHaveValue("7");
    await checkScreen(desk, "user-requirement");
    await keepPicture(desk, "user-security");
    await desk.getByRole("button", { name: "Save User" }).click();
    await expect(desk.getByText("7 days left", { exact: true })).toBeVisible();
  });

  await test.step("the user logs in and is asked to set up", async () => {
    await logIn(user);
    await expect(page.getByRole("heading", { name: "Set up Multi-Factor Authentication" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Install an authenticator app" })).toBeVisible();
    await page.getByRole("button", { name: "Next" }).click();
  });

  await test.step("the user scans the picture and types the number", async () => {
    await keepPicture(page, "set-up-scan");
    await typeToken(page, await phone.scan(await qrPicture(page).screenshot()));
    await keepPicture(phone.page, "authenticator-code");
    await expect(page.getByRole("heading", { name: "TOTP MFA setup is complete" })).toBeVisible();
    await keepRecoveryCodes(page);
    await expect(welcome).toBeVisible();
  });

  await test.step("the next login asks for a one-time passcode, and the app has it", async () => {
    await logOut(page);
    await clock.toNextTimeStep();
    await logIn(user);
    await expect(page.getByRole("heading", { name: "One-time passcode" })).toBeVisible();
    await keepPicture(page, "one-time-passcode");
    await typePasscode(page, await phone.passcode());
    await expect(welcome).toBeVisible();
  });

  await test.step("the same code does not open it twice", async () => {
    await logOut(page);
    await logIn(user);
    await typePasscode(page, await phone.passcode());
    await expect(
      page.getByText("This code was already used. The next code comes in 30 seconds."),
    ).toBeVisible();
    await checkScreen(page, "one-time-passcode-refused");
  });
});
