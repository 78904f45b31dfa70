import type { Locator, Page } from "@playwright/test";
import { violations } from "../axe.ts";

const openers = ["button", "combobox", "tab"] as const;
const popUpRoles = ["dialog", "alertdialog", "menu", "listbox"] as const;
/**
 * These buttons are not pressed. “Log out” would end the session, and the other buttons only turn the pages of
 * a list.
 */
const leftOut = /^(Log out|First page|Previous page|Next page)$/;
const mostSteps = 2;
/**
 * axe reports Base UI's focus guards as faults, unless axe sees an open dialog. The guards are harmless,
 * because they immediately move the focus to another element.
 */
const isFocusGuard = /^aria-hidden-focus .*data-base-ui-focus-guard/;

interface Findings {
  pressed: readonly string[];
  popUps: string[];
  faults: string[];
}

/**
 * Presses each button of a screen with the keyboard, and checks the pop-up that opens. Escape must close the
 * pop-up and return the focus to the button. Buttons that appear after a press are pressed too.
 */
export async function lookIntoPopUps(
  page: Page,
  { url, screen, seen }: { url: string; screen: string; seen: Set<string> },
): Promise<Findings> {
  const popUps: string[] = [];
  const faults: string[] = [];
  const waiting: string[][] = [[]];
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    await open(page, url, way);
    for (const name of await namesOf(page)) {
      if (seen.has(name)) continue;
      seen.add(name);
      await open(page, url, way);
      const opener = page.locator(selectorOf(name)).first();
      if (!(await opener.isVisible()) || (await opener.isDisabled())) continue;
      const where = [screen, ...way, name].join(" > ");
      if (!(await canBeReached(opener))) faults.push(`${where}: can't be reached with the keyboard`);
      await opener.focus();
      await page.keyboard.press(keyOf(name));
      if (await hasOpened(page)) {
        popUps.push(where);
        faults.push(...(await lookAt(page, where)), ...(await close(page, opener, where)));
      } else if (
        way.length + 1 < mostSteps &&
        new URL(page.url()).pathname === new URL(url, page.url()).pathname
      ) {
        waiting.push([...way, name]);
      }
    }
  }
  return { pressed: [...seen], popUps, faults };
}

async function lookAt(page: Page, where: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found = (await violations(page)).filter((violation) => !isFocusGuard.test(violation));
    faults.push(...found.map((violation) => `${where}, ${colorScheme}: ${violation}`));
  }
  return faults;
}

export async function lookAtScreen(page: Page, url: string, screen: string): Promise<string[]> {
  const faults: string[] = [];
  for (const size of [
    { width: 1280, height: 800 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(size);
    await open(page, url, []);
    faults.push(...(await lookAt(page, `${screen}, ${size.width} pixels`)));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}

function isLoaded(): boolean {
  return ![...document.querySelectorAll("output")].some((each) => each.textContent?.startsWith("Loading"));
}

/** Waits a short time for a pop-up. Most buttons open none, so a time-out is not an error. */
async function hasOpened(page: Page): Promise<boolean> {
  return openPopUp(page)
    .waitFor({ timeout: 400 })
    .then(
      () => true,
      () => false,
    );
}

async function close(page: Page, opener: Locator, where: string): Promise<string[]> {
  await page.keyboard.press("Escape");
  await page.waitForTimeout(250);
  if (await openPopUp(page).isVisible()) return [`${where}: Escape doesn't close it`];
  const isBack = await opener.evaluate((element) => element === document.activeElement);
  return isBack ? [] : [`${where}: the focus isn't back at the button`];
}

async function open(page: Page, url: string, way: readonly string[]): Promise<void> {
  await page.goto(url);
  const heading = page.getByRole("heading", { level: 1 });
  await heading.waitFor().catch(async () => {
    const text = (await page.locator("body").innerText()).slice(0, 300);
    throw new Error(`${url} shows no heading after ${way.join(" > ")}, but: ${text}`);
  });
  await page.waitForFunction(isLoaded);
  for (const name of way) {
    const opener = page.locator(selectorOf(name)).first();
    if (!(await opener.isVisible())) return;
    await opener.focus();
    await page.keyboard.press(keyOf(name));
    await page.waitForTimeout(250);
  }
}

function keyOf(named: string): string {
  if (named.startsWith("combobox")) return "ArrowDown";
  return named.startsWith("checkbox") ? "Space" : "Enter";
}

/** Returns names such as `button: Add user`. */
async function namesOf(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (const role of openers) {
    for (const element of await page.getByRole(role).all()) {
      const name = await element.evaluate(
        (node) => node.getAttribute("aria-label") ?? (node.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
      );
      if (name !== "" && !leftOut.test(name)) names.push(`${role}: ${name}`);
    }
  }
  // Ticking one checkbox is enough to show the buttons for selected rows.
  if (await page.getByRole("checkbox", { name: /^Select all/ }).isVisible())
    names.push("checkbox: Select all");
  return [...new Set(names)];
}

function selectorOf(named: string): string {
  const [, role = "", name = ""] = /^(\w+): (.*)$/.exec(named) ?? [];
  if (role === "checkbox") return `role=checkbox[name=/^${name}/]`;
  return `role=${role}[name=${JSON.stringify(name)}]`;
}

function openPopUp(page: Page): Locator {
  return popUpRoles
    .map((role) => page.getByRole(role))
    .reduce((all, each) => all.or(each))
    .first();
}

function canBeReached(opener: Locator): Promise<boolean> {
  return opener.evaluate(
    (element) => (element as HTMLElement).tabIndex >= 0 || element.getAttribute("role") === "tab",
  );
}
