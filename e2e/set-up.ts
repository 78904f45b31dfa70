import { expect, type Locator, type Page } from "@playwright/test";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { Clock } from "./clock.ts";
import { openConsole } from "./open-console.ts";
import type { Person } from "./person.ts";
import type { Phone } from "./phone.ts";
import { logIn, typePasscode } from "./sign-in.ts";

export async function openUser({ page }: Person, user: Person): Promise<void> {
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("link", { name: user.username ?? "", exact: true }).click();
  await expect(page.getByRole("heading", { name: user.name, level: 1 })).toBeVisible();
}

export async function chooseAdministrator(page: Page, email: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Console" })
    .getByRole("link", { name: "Administrators" })
    .click();
  await page.getByRole("cell").getByRole("button", { name: email }).click();
}

export async function enterConsole(admin: Person): Promise<void> {
  await logIn(admin);
  await passSecondStep(admin);
}

/** Sets up MFA at the first login, and types a code at every later login. */
export async function passSecondStep(admin: Person): Promise<void> {
  const { page } = admin;
  // The code needs the server's time. A production server uses the real time, and other servers use the test's
  // clock. The browser's clock shows the right time in both cases.
  const now = await page.evaluate(() => Date.now());
  if (admin.secret) await typePasscode(page, codeAt(admin.secret, now));
  else {
    admin.secret = await bindByKey(page, now);
    await keepRecoveryCodes(page);
  }
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
}

export function passcodeOf({ secret }: Person, clock: Clock): string {
  if (!secret) throw new TypeError("This person has not set up MFA yet.");
  return codeAt(secret, clock.now());
}

/** Requires MFA with the form of the console. `requireMfa` in requests.ts does it faster. */
export async function requireMfaByForm(admin: Person, user: Person, days: number): Promise<void> {
  const { page } = admin;
  await openConsole(admin);
  await openUser(admin, user);
  await page.getByRole("button", { name: "User Security & Permissions" }).click();
  await page.getByRole("checkbox", { name: "Require Multi-Factor Authentication on Login Portal" }).check();
  await typeDays(page.getByRole("combobox", { name: "Days to set up" }), days);
  await page.getByRole("button", { name: "Save User" }).click();
  await expect(page.getByText("Required", { exact: true })).toBeVisible();
}

export async function typeDays(field: Locator, days: number): Promise<void> {
  await field.fill(`${days}`);
  await field.press("Tab");
}

export function qrPicture(page: Page): Locator {
  return page.getByRole("img", { name: "QR code for your authenticator app" });
}

export async function enrol(page: Page, phone: Phone): Promise<void> {
  await page.getByRole("button", { name: "Next" }).click();
  await typeToken(page, await phone.scan(await qrPicture(page).screenshot()));
  await expectComplete(page);
}

type Authenticator = () => string;

export async function setUpByKey(page: Page, clock: Clock): Promise<Authenticator> {
  const secret = await bindByKey(page, clock.now());
  return () => codeAt(secret, clock.now());
}

async function bindByKey(page: Page, now: number): Promise<Uint8Array> {
  await page.getByRole("button", { name: "Next" }).click();
  const secret = fromBase32(await keyAsText(page)) ?? new Uint8Array();
  await typeToken(page, codeAt(secret, now));
  await expectComplete(page);
  return secret;
}

async function expectComplete(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "TOTP MFA setup is complete" })).toBeVisible();
  await expect(recoveryCodes(page)).toHaveCount(10);
}

export async function keepRecoveryCodes(page: Page): Promise<void> {
  await expect(recoveryCodes(page)).toHaveCount(10);
  await page.getByRole("button", { name: "I have saved them" }).click();
}

export function recoveryCodes(page: Page): Locator {
  return page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
}

export async function typeToken(page: Page, code: string): Promise<void> {
  await page.getByLabel("Token").fill(code);
  await page.getByRole("button", { name: "Submit" }).click();
}

export async function keyAsText(page: Page): Promise<string> {
  const opener = page.getByRole("button", { name: "Can't scan?" });
  if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
  const shown = await page.getByRole("definition").first().textContent();
  return (shown ?? "").replaceAll(" ", "");
}
