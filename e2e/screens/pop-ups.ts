import type { Locator, Page } from "@playwright/test";
import { violations } from "../axe.ts";
import { needsNoTabStop, type Walk, walk } from "./keyboard-walk.ts";
import { itemNames, pressItems } from "./list-items.ts";

const openers = ["button", "combobox", "tab"] as const;
const popUpRoles = ["dialog", "alertdialog", "menu", "listbox"] as const;
/**
 * These buttons are not pressed. “Log out” would end the session, the next two would end the draft that the walk
 * looks at, and the others only turn the pages of a list.
 */
const leftOut = /^(Log out|Discard preview|Start for \d+ users?|First page|Previous page|Next page)$/;
const mostSteps = 2;
/**
 * axe reports Base UI's focus guards as faults, unless axe sees an open dialog. The guards are harmless,
 * because they immediately move the focus to another element.
 */
const isFocusGuard = /^aria-hidden-focus .*data-base-ui-focus-guard/;

interface Findings extends Walk {
  pressed: readonly string[];
  popUps: string[];
}

/**
 * Walks through a screen with the keyboard, presses each button, and checks the pop-up that opens. Escape must
 * close the pop-up and return the focus to the button. Buttons that appear after a press are pressed too.
 */
export async function lookIntoPopUps(
  page: Page,
  { url, screen, seen }: { url: string; screen: string; seen: Set<string> },
): Promise<Findings> {
  const popUps: string[] = [];
  const faults: string[] = [];
  let walked = 0;
  const waiting: string[][] = [[]];

  function add(found: Walk): void {
    walked += found.walked;
    faults.push(...found.faults);
  }

  for (let way = waiting.shift(); way; way = waiting.shift()) {
    await open(page, url, way);
    const names = (await namesOf(page)).filter((name) => !seen.has(name));
    if (way.length === 0 || names.length > 0)
      add(await walk(page, page.locator("body"), [screen, ...way].join(" > ")));
    for (const name of names) {
      seen.add(name);
      await open(page, url, way);
      const opener = page.locator(selectorOf(name)).first();
      if (!(await opener.isVisible()) || (await opener.isDisabled())) continue;
      const where = [screen, ...way, name].join(" > ");
      await press(page, opener, name);
      if (await hasOpened(page)) {
        popUps.push(where);
        const items = await itemNames(page);
        add(await lookAtPopUp(page, opener, where));
        faults.push(
          ...(await pressItems(page, {
            where,
            names: items,
            open: async () => {
              await open(page, url, way);
              await press(page, opener, name);
              await hasOpened(page);
            },
            onDialog: async (dialog) => {
              popUps.push(dialog);
              add(await lookAtPopUp(page, opener, dialog));
            },
          })),
        );
      } else if (
        way.length + 1 < mostSteps &&
        new URL(page.url()).pathname === new URL(url, page.url()).pathname
      ) {
        waiting.push([...way, name]);
      }
    }
  }
  return { pressed: [...seen], popUps, walked, faults };
}

async function lookAtPopUp(page: Page, opener: Locator, where: string): Promise<Walk> {
  const violated = await lookAt(page, where);
  const { walked, faults } = await walk(page, openPopUp(page), where);
  return { walked, faults: [...violated, ...faults, ...(await close(page, opener, where))] };
}

async function lookAt(page: Page, where: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = (await violations(page)).filter((violation) => !isFocusGuard.test(violation));
    faults.push(...found.map((violation) => `${where}, ${colorScheme}: ${violation}`));
  }
  return faults;
}

/** Walks through the screen only at 320 pixels, because `lookIntoPopUps` walks through it at 1280 pixels. */
export async function lookAtScreen(page: Page, url: string, screen: string): Promise<Walk> {
  const faults: string[] = [];
  for (const size of [
    { width: 1280, height: 800 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(size);
    await open(page, url, []);
    faults.push(...(await lookAt(page, `${screen}, ${size.width} pixels`)));
  }
  const narrow = await walk(page, page.locator("body"), `${screen}, 320 pixels`);
  await page.setViewportSize({ width: 1280, height: 800 });
  return { walked: narrow.walked, faults: [...faults, ...narrow.faults] };
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
  await page.emulateMedia({ reducedMotion: "reduce" });
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
    await press(page, opener, name);
    await page.waitForTimeout(250);
  }
}

async function press(page: Page, opener: Locator, named: string): Promise<void> {
  await opener.focus();
  const opensOnTyping = (await opener.getAttribute("aria-autocomplete")) === "list";
  await page.keyboard.press(opensOnTyping ? "a" : keyOf(named));
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
      // On a select, an arrow key chooses an option without opening a list.
      if (await element.evaluate((node, skipped) => node.matches(skipped), `select, ${needsNoTabStop}`))
        continue;
      const name = await element.evaluate(
        (node) =>
          node.getAttribute("aria-label") ??
          (node instanceof HTMLInputElement ? node.labels?.[0] : node)?.textContent
            ?.replaceAll(/\s+/g, " ")
            .trim() ??
          "",
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
