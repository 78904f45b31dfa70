import { expect, type Page } from "@playwright/test";
import type { Person } from "./person.ts";

export async function logIn({ realm, login, password, page: own }: Person, page: Page = own): Promise<void> {
  const isUser = realm === "user";
  await page.goto(isUser ? "/" : "/admin");
  await page.getByLabel(isUser ? "E-mail or username" : "E-mail").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

export async function typePasscode(page: Page, code: string): Promise<void> {
  await page.getByLabel("One-time passcode").fill(code);
  await page.getByRole("button", { name: "Submit" }).click();
}

/**
 * Waits for the login page, so the logout request is finished. If the test opened another page earlier, the
 * browser might cancel this request.
 */
export async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "User Login" })).toBeVisible();
}
