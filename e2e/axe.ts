import { expect, type Locator, type Page } from "@playwright/test";
import axe from "axe-core";
import { keepPicture } from "./picture.ts";

const schemes = ["light", "dark"] as const;
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 320, height: 640 } } as const;

export async function checkScreen(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await expect(whatIsThere(page).first()).toBeVisible();
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    let shape: string | undefined;
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const found = await look(page, shape);
      shape = found.shape;
      expect(found.violations, `axe on "${name}", ${colorScheme}, ${size}`).toEqual([]);
      // The check is repeated, because dialogs move a moment after the page size has changed.
      await expect.poll(() => page.evaluate(tooWide), `too wide on "${name}", ${size}`).toEqual([]);
      await keepPicture(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
  // Waits until the layout is stable, because a click can miss its target while the layout changes.
  await page.evaluate(settle);
}

export async function expectToFit(page: Page, width: number): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  await expect.poll(() => page.evaluate(tooWide), `too wide at ${width} pixels`).toEqual([]);
  if (before) await page.setViewportSize(before);
  await page.evaluate(settle);
}

function whatIsThere(page: Page): Locator {
  const over = (["dialog", "menu", "listbox"] as const).map((role) => page.getByRole(role));
  return over.reduce((all, each) => all.or(each), page.getByRole("heading", { level: 1 }));
}

export async function violations(page: Page): Promise<string[]> {
  return (await look(page)).violations;
}

interface Look {
  shape: string;
  violations: string[];
}

/** If the page still has the known shape, only its colours are checked, which takes half the time. */
async function look(page: Page, knownShape?: string): Promise<Look> {
  const words = `axe, ${shapeOf.toString()}, ${JSON.stringify(knownShape)}`;
  const call = `(${settle.toString()})().then(() => (${lookInPage.toString()})(${words}))`;
  const found = await page.evaluate<Look | null>(`"axe" in window ? ${call} : null`);
  if (found) return found;
  await page.evaluate(axe.source);
  return page.evaluate<Look>(call);
}

async function lookInPage({ run }: typeof axe, measure: typeof shapeOf, knownShape?: string): Promise<Look> {
  const shape = measure();
  const rulesOfColours = ["color-contrast", "link-in-text-block"];
  const found = await run({
    resultTypes: ["violations"],
    ...(shape === knownShape ? { runOnly: { type: "rule", values: rulesOfColours } } : {}),
  });
  const texts = found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary ?? ""}`),
  );
  return { shape, violations: texts };
}

/** Everything that a rule of axe can see, except colours. */
function shapeOf(): string {
  const elements = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { display, visibility, opacity } = getComputedStyle(element);
    return [x, y, width, height, display, visibility, opacity].join(" ");
  });
  return `${document.documentElement.outerHTML}\n${elements.join("\n")}`;
}

async function settle(): Promise<void> {
  await document.fonts.ready;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

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
