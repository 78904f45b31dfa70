import { join } from "node:path";
import type { Page } from "@playwright/test";

/** With `E2E_SCREENSHOTS`, leaves a picture of what a page shows in that folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["E2E_SCREENSHOTS"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
