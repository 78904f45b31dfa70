import type { Page } from "@playwright/test";
import { addApplication, changeApplication } from "@sallyport/contract/applications/applications";
import { checkScreen } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import type { Person } from "./person.ts";
import { RelyingParty } from "./relying-party.ts";
import { ask } from "./requests.ts";
import { passSecondStep, qrPicture } from "./set-up.ts";
import { logIn, typePasscode } from "./sign-in.ts";

test.use({ isSetUpLinkNeeded: true });

test("logins to applications survive a new password, mailed links and other tabs, and each tab returns to its own", async ({
  admin,
  user,
  phone,
  mailbox,
  clock,
  stack,
  invention,
}) => {
  await using handbook = await RelyingParty.start();
  await using payroll = await RelyingParty.start();
  const { page } = user;
  const renewed = { ...user, password: invention.password() };
  const inside = `Welcome, ${user.name}`;

  await test.step("an administrator adds two applications, and one always needs a second factor", async () => {
    await logIn(admin);
    await admin.page.getByRole("button", { name: "Send the link again" }).click();
    await admin.page.goto((await mailbox.read(admin.email, "Set up multi-factor authentication")).link);
    await passSecondStep(admin);
    const add = async (party: RelyingParty, name: string, secondFactor: "account" | "always") => {
      const { address } = party;
      const body = { which: "other", address, name };
      const { application, secret } = await ask(admin.page, addApplication, { body });
      await ask(admin.page, changeApplication, {
        params: { id: application.id },
        body: { callbackAddresses: [`${address}/callback`], openTo: "everyone", secondFactor },
      });
      const { portalOrigin } = stack;
      await party.connect({ portalOrigin, clientId: application.id, clientSecret: secret ?? "" });
    };
    await add(handbook, "Handbook", "account");
    await add(payroll, "Payroll", "always");
    await phone.register(user.email, mailbox);
  });

  const tab = await page.context().newPage();
  await page.goto(`${handbook.address}/notes`);
  await expect(page.getByText("Log in to open Handbook")).toBeVisible();
  const loginOfHandbook = page.url();
  await tab.goto(`${payroll.address}/slips`);
  await expect(tab.getByText("Log in to open Payroll")).toBeVisible();

  await test.step("a forgotten password is replaced by mail, and the login continues at its address", async () => {
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByLabel("E-mail or username").fill(user.login);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("Then come back to this page to open Handbook.")).toBeVisible();
    await checkScreen(page, "authorization-forgot-password");
    const mailed = await page.context().newPage();
    await mailed.goto((await mailbox.read(user.email, "Choose a new password")).link);
    await mailed.getByLabel("New password", { exact: true }).fill(renewed.password);
    await mailed.getByLabel("Repeat password", { exact: true }).fill(renewed.password);
    await mailed.getByRole("button", { name: "Save password" }).click();
    await expect(mailed.getByRole("link", { name: "Log in to open Payroll" })).toBeVisible();
    await checkScreen(mailed, "password-changed-for-application");
    await mailed.close();
    await page.getByRole("link", { name: "Back to login" }).click();
    expect(page.url()).toBe(loginOfHandbook);
    await fillIn(page, renewed);
    await expect(page.getByText(inside, { exact: true })).toBeVisible();
    await expect(page.getByText("Page /notes")).toBeVisible();
  });

  await test.step("the other tab needs a second factor, for which a mailed link is opened in a third tab", async () => {
    await tab.reload();
    await expect(tab.getByRole("heading", { name: "Payroll needs a second factor" })).toBeVisible();
    await expect(tab.getByRole("button", { name: "Add an authenticator app" })).toHaveCount(0);
    await checkScreen(tab, "authorization-set-up-link");
    await tab.getByRole("button", { name: "Send the link" }).click();
    await expect(tab.getByText("then come back to this page")).toBeVisible();
    const mailed = await page.context().newPage();
    await mailed.goto((await mailbox.read(user.email, "Add your first second factor")).link);
    await checkScreen(mailed, "set-up-link-of-account");
    await mailed.getByRole("button", { name: `Continue as ${user.email}` }).click();
    await expect(mailed.getByRole("heading", { name: "You can add a second factor now" })).toBeVisible();
    await checkScreen(mailed, "set-up-link-confirmed");
    await mailed.close();
    await tab.reload();
    await tab.getByRole("button", { name: "Add an authenticator app" }).click();
    const dialog = tab.getByRole("dialog", { name: "Add an authenticator app" });
    const code = await phone.scan(await qrPicture(tab).screenshot());
    await dialog.getByRole("textbox", { name: "Name" }).fill("Phone");
    await dialog.getByLabel("Token").fill(code);
    await dialog.getByRole("button", { name: "Add" }).click();
    await tab.getByRole("button", { name: "Log in again" }).click();
    await fillIn(tab, renewed);
    await clock.toNextTimeStep();
    await typePasscode(tab, await phone.passcode());
    await expect(tab.getByText("Page /slips")).toBeVisible();
    await expect(tab.getByText("Login: mfa")).toBeVisible();
  });

  await test.step("a login whose session and time have ended leads back to the application", async () => {
    handbook.forgetVisitors();
    handbook.asks = { prompt: "login" };
    await page.goto(`${handbook.address}/notes`);
    await expect(page.getByRole("heading", { name: "Confirm that it's you" })).toBeVisible();
    await clock.pass({ hours: 2 });
    await page.reload();
    await expect(page.getByRole("heading", { name: "This login is over" })).toBeVisible();
    await checkScreen(page, "authorization-over");
    handbook.asks = {};
    await page.getByRole("link", { name: "Go to your applications" }).click();
    await fillIn(page, renewed);
    await typePasscode(page, await phone.passcode());
    await page.getByRole("link", { name: "Handbook" }).click();
    await expect(page.getByText(inside, { exact: true })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { name: inside })).toBeVisible();
  });
});

async function fillIn(page: Page, { login, password }: Person): Promise<void> {
  await page.getByLabel("E-mail or username").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}
