import { expect, type Locator, type Page } from "@playwright/test";
import axe from "axe-core";
import { keepPicture } from "./picture.ts";

const schemes = ["light", "dark"] as const;
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 320, height: 640 } } as const;

/**
 * Looks at the screen that a page shows, in both colour schemes and at both sizes: axe must find no violation, and
 * nothing may be wider than the screen. With `E2E_SCREENSHOTS` a picture of each is left in that folder. Afterwards the page is as it was.
 */
export async function checkScreen(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  // A page that is still being loaded has none.
  await expect(whatIsThere(page).first()).toBeVisible();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), `axe on "${name}", ${colorScheme}, ${size}`).toEqual([]);
      // A pop-up finds its place a moment after the page has changed its size.
      await expect.poll(() => page.evaluate(tooWide), `too wide on "${name}", ${size}`).toEqual([]);
      await keepPicture(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
  // A press that begins before the page is laid out again may end on nothing.
  await page.evaluate(settle);
}

/** Nothing that a page shows is wider than a screen of this width. Afterwards the page is as it was. */
export async function expectToFit(page: Page, width: number): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  await expect.poll(() => page.evaluate(tooWide), `too wide at ${width} pixels`).toEqual([]);
  if (before) await page.setViewportSize(before);
  await page.evaluate(settle);
}

/** A screen's heading, or what lies over it and hides it from assistive technology. */
function whatIsThere(page: Page): Locator {
  const over = (["dialog", "menu", "listbox"] as const).map((role) => page.getByRole(role));
  return over.reduce((all, each) => all.or(each), page.getByRole("heading", { level: 1 }));
}

/** What axe objects to, a line for each element. */
export async function violations(page: Page): Promise<string[]> {
  const look = `"axe" in window ? (${settle.toString()})().then(() => (${objections.toString()})(axe)) : null`;
  const found = await page.evaluate<string[] | null>(look);
  if (found) return found;
  // Loading axe costs more than running it, so a document loads it once.
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(look);
}

/** Runs in the page. */
async function objections({ run }: typeof axe): Promise<string[]> {
  const found = await run({ resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary ?? ""}`),
  );
}

/** Colours change by transitions, which begin with the next frame: between two schemes axe would see both. */
async function settle(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
}

/** What a person would have to scroll sideways to see: boxes beyond the edge of the screen, and of what scrolls inside it. */
function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  const all = [...document.querySelectorAll("body *")];
  const scrolling = all.filter((element) => {
    const { overflowX } = getComputedStyle(element);
    return /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth;
  });
  const beyond =
    scrollWidth > clientWidth
      ? all.filter((element) => element.getBoundingClientRect().right > clientWidth)
      : [];
  return [...scrolling, ...beyond].map((element) => element.outerHTML.slice(0, 200));
}
