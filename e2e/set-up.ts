import { expect, type Locator, type Page } from "@playwright/test";
import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import type { Clock } from "./clock.ts";
import type { Person } from "./person.ts";
import type { Phone } from "./phone.ts";
import { logIn } from "./sign-in.ts";

/** Goes to the page of a user, as an administrator who has logged in. */
export async function openUser({ page }: Person, user: Person): Promise<void> {
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await page.getByRole("link", { name: user.username ?? "", exact: true }).click();
  await expect(page.getByRole("heading", { name: user.name, level: 1 })).toBeVisible();
}

/** Opens the pop-up of an administrator, in a console. */
export async function chooseAdministrator(page: Page, email: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Console" })
    .getByRole("link", { name: "Administrators" })
    .click();
  await page.getByRole("cell").getByRole("button", { name: email }).click();
}

/** An administrator who has logged in requires a second factor of themselves, and sets it up at once. */
export async function takeSecondFactor({ page, email, name }: Person, clock: Clock): Promise<Authenticator> {
  await chooseAdministrator(page, email);
  const popUp = page.getByRole("dialog", { name });
  await popUp.getByRole("checkbox", { name: "Enable MultiFactor Authentication for Login" }).check();
  await popUp.getByRole("button", { name: "Edit" }).click();
  const authenticator = await setUpByKey(page, clock);
  await keepRecoveryCodes(page);
  await expect(page.getByRole("heading", { name: "Administrators", level: 1 })).toBeVisible();
  return authenticator;
}

/** An administrator logs in and requires multi-factor authentication of a user. */
export async function requireMfa(admin: Person, user: Person, days: number): Promise<void> {
  const { page } = admin;
  await logIn(admin);
  await openUser(admin, user);
  await page.getByRole("button", { name: "User Security & Permissions" }).click();
  await page.getByRole("checkbox", { name: "Require Multi-Factor Authentication on Login Portal" }).check();
  await typeDays(page.getByRole("combobox", { name: "Days to set up" }), days);
  await page.getByRole("button", { name: "Save User" }).click();
  await expect(page.getByText("Required", { exact: true })).toBeVisible();
}

/** Types into a field that offers a list while it has the focus, and leaves it. */
export async function typeDays(field: Locator, days: number): Promise<void> {
  await field.fill(`${days}`);
  await field.press("Tab");
}

export function qrPicture(page: Page): Locator {
  return page.getByRole("img", { name: "QR picture for your authenticator app" });
}

/** From the first page of set-up to its last: next, scan, type the number, submit. */
export async function enrol(page: Page, phone: Phone): Promise<void> {
  await page.getByRole("button", { name: "Next" }).click();
  await typeToken(page, await phone.scan(await qrPicture(page).screenshot()));
  await expectComplete(page);
}

/** What a second factor shows by the story's clock. */
type Authenticator = () => string;

/** Sets up with the key that is shown for those who can't scan, up to the page that says set-up is complete. */
export async function setUpByKey(page: Page, clock: Clock): Promise<Authenticator> {
  await page.getByRole("button", { name: "Next" }).click();
  const secret = fromBase32(await keyAsText(page)) ?? new Uint8Array();
  const shown = () => codeAt(secret, clock.now());
  await typeToken(page, shown());
  await expectComplete(page);
  return shown;
}

async function expectComplete(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "TOTP MFA setup is complete" })).toBeVisible();
  await expect(recoveryCodes(page)).toHaveCount(10);
}

/** From the page that says set-up is complete to what lies behind the login: the codes are there, and are saved. */
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

/** The key that the set-up page gives to those who can't scan, in Base32 without its spaces. */
export async function keyAsText(page: Page): Promise<string> {
  const opener = page.getByRole("button", { name: "Can't scan?" });
  if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
  const shown = await page.getByRole("definition").first().textContent();
  return (shown ?? "").replaceAll(" ", "");
}
