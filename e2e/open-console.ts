import { expect } from "@playwright/test";
import type { Person } from "./person.ts";
import { logInByRequests } from "./requests.ts";

/** Logs in without the forms. `enterConsole` in set-up.ts uses the forms. */
export async function openConsole(admin: Person): Promise<void> {
  const { page } = admin;
  await logInByRequests(admin);
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
}
