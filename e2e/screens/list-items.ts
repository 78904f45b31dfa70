import type { Page } from "@playwright/test";

const items = "[role=menuitem], [role=option]";
/** These items are not pressed. They end the session or write a file. */
const leftOut = /^(Log out|CSV for spreadsheets|JSON lines for programs)$/;

interface List {
  where: string;
  names: readonly string[];
  open: () => Promise<void>;
  /** Called when Enter on an item has opened a dialog. */
  onDialog: (where: string) => Promise<void>;
}

export function itemNames(page: Page): Promise<string[]> {
  return page.locator(items).allTextContents();
}

/** Opens a menu or listbox again for each item. Enter on the item must do the same as a click. */
export async function pressItems(page: Page, { where, names, open, onDialog }: List): Promise<string[]> {
  const faults: string[] = [];
  for (const [place, name] of names.entries()) {
    if (leftOut.test(name)) continue;
    await open();
    for (let step = 0; step < names.length && (await page.evaluate(placeOfFocus, items)) !== place; step++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const byKey = await resultOf(page);
    if (byKey.dialog) await onDialog(`${where} > ${name}`);
    await open();
    await page.locator(items).nth(place).click();
    const byClick = await resultOf(page);
    if (JSON.stringify(byKey) !== JSON.stringify(byClick))
      faults.push(
        `${where} > ${name}: Enter led to ${JSON.stringify(byKey)}, and a click to ${JSON.stringify(byClick)}`,
      );
  }
  return faults;
}

async function placeOfFocus(selector: string): Promise<number> {
  await new Promise(requestAnimationFrame);
  const focused = document.activeElement;
  const active = document.getElementById(focused?.getAttribute("aria-activedescendant") ?? "") ?? focused;
  return [...document.querySelectorAll(selector)].findIndex((item) => item === active);
}

interface Result {
  address: string;
  dialog: string;
  value: string;
}

async function resultOf(page: Page): Promise<Result> {
  await page.waitForTimeout(400);
  return page.evaluate(() => ({
    address: location.pathname + location.search,
    dialog: document.querySelector(":is([role=dialog], [role=alertdialog]) h2")?.textContent ?? "",
    value: document.activeElement instanceof HTMLInputElement ? document.activeElement.value : "",
  }));
}
