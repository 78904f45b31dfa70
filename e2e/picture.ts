import { join } from "node:path";
import type { Page } from "@playwright/test";

/** Saves a screenshot in the folder `E2E_SCREENSHOTS`, if set. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["E2E_SCREENSHOTS"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
