// oxlint-disable unicorn/consistent-function-scoping -- a function that runs in the page can't use others of this file.
import type { Locator, Page } from "@playwright/test";

export interface Walk {
  walked: number;
  faults: string[];
}

const controls = [
  "a[href], button, input:not([type=hidden]), select, textarea, summary",
  ...["button", "checkbox", "menuitem", "option", "radio", "slider", "switch", "tab"].map(
    (role) => `[role=${role}]`,
  ),
  "[role=grid] td:not(:empty)",
].join(",");

/**
 * These controls have no Tab stop. Arrow keys open a combobox's list, and Enter on a calendar day opens the day's link.
 */
export const needsNoTabStop = "[role=combobox] ~ button, [role=grid] td[tabindex] > a";

/** Inside these widgets, arrow keys move the focus. */
const arrowKeys: Readonly<Record<string, readonly [next: string, previous: string]>> = {
  grid: ["ArrowRight", "ArrowLeft"],
  listbox: ["ArrowDown", "ArrowUp"],
  menu: ["ArrowDown", "ArrowUp"],
  tablist: ["ArrowRight", "ArrowLeft"],
};

/** A page with 50 rows has about 200 controls. A date field takes up to four presses of Tab. */
const mostSteps = 400;

/**
 * Walks through all controls inside `root`, forwards and backwards. Each control must get the focus, show a focus mark,
 * and be visible while it has the focus.
 */
export async function walk(page: Page, root: Locator, where: string): Promise<Walk> {
  const isList = ((await root.getAttribute("role")) ?? "") in arrowKeys;
  const faults = new Set<string>();
  let walked = 0;
  for (const key of isList ? ["ArrowDown"] : ["Tab", "Shift+Tab"]) {
    walked = await root.evaluate(markControls, { controls, needsNoTabStop });
    let { left } = await arrive(page, faults);
    for (let step = 0; left > 0 && step < mostSteps; step++) {
      await page.keyboard.press(key);
      ({ left } = await arrive(page, faults));
    }
    // A focus mark is checked after the focus has left the control, so the last control needs one more press.
    await page.keyboard.press(key);
    await arrive(page, faults);
    for (const name of await page.evaluate(unreached)) faults.add(`${name} can't be reached with ${key}`);
  }
  return { walked, faults: [...faults].map((fault) => `${where}: ${fault}`) };
}

interface Arrival {
  left: number;
  faults: string[];
  /**
   * The widget that contains the focus, with the number of its unreached controls before and after the focused control.
   */
  widget: { role: string; before: number; after: number } | null;
}

async function arrive(page: Page, faults: Set<string>): Promise<Arrival> {
  const arrival = await readFocus(page, faults);
  if (!arrival.widget) return arrival;
  const { role, before, after } = arrival.widget;
  const [next = "", previous = ""] = arrowKeys[role] ?? [];
  const keys = [...many(next, after), ...many(previous, before + after), ...many(next, before)];
  let last = arrival;
  for (const key of keys) {
    await page.keyboard.press(key);
    last = await readFocus(page, faults);
  }
  return last;
}

async function readFocus(page: Page, faults: Set<string>): Promise<Arrival> {
  const arrival = await page.evaluate(lookAtFocus, Object.keys(arrowKeys));
  for (const fault of arrival.faults) faults.add(fault);
  return arrival;
}

function many(key: string, times: number): string[] {
  return Array.from({ length: times }, () => key);
}

// The following functions run in the page.

function markControls(root: Element, select: { controls: string; needsNoTabStop: string }): number {
  for (const name of ["data-unreached", "data-focus-mark"])
    for (const element of document.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
  const all = [...root.querySelectorAll<HTMLInputElement>(select.controls)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(`:disabled, [aria-disabled=true], ${select.needsNoTabStop}`) &&
      !element.closest("[inert], [aria-hidden=true]"),
  );
  for (const element of all) {
    const kind = element.getAttribute("role") ?? element.tagName.toLowerCase();
    const text =
      element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    element.setAttribute(
      "data-unreached",
      `${kind} “${(text ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 60)}”`,
    );
  }
  return all.length;
}

function unreached(): string[] {
  return [...document.querySelectorAll("[data-unreached]")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => element.getAttribute("data-unreached") ?? "");
}

/** Checks the focused control, and the control that had the focus before. */
async function lookAtFocus(widgets: readonly string[]): Promise<Arrival> {
  // Some widgets move the focus one frame after the key.
  await new Promise(requestAnimationFrame);
  const faults: string[] = [];
  const focused = document.activeElement;
  const active = document.getElementById(focused?.getAttribute("aria-activedescendant") ?? "") ?? focused;

  for (const before of document.querySelectorAll("[data-focus-mark]")) {
    if (before === active) continue;
    const [name, mark] = JSON.parse(before.getAttribute("data-focus-mark") ?? "[]") as string[];
    if (mark === markOf(before)) faults.push(`${name} shows no focus mark`);
    before.removeAttribute("data-focus-mark");
  }

  const name = active?.getAttribute("data-unreached") ?? null;
  let widget: Arrival["widget"] = null;
  if (active && name !== null) {
    if (!isOnScreen(active as HTMLInputElement)) faults.push(`${name} is hidden while it has the focus`);
    active.setAttribute("data-focus-mark", JSON.stringify([name, markOf(active)]));
    const around = active.closest(widgets.map((role) => `[role=${role}]`).join(","));
    if (around) {
      const members = [...around.querySelectorAll("[data-unreached]")];
      const before = members.indexOf(active);
      widget = { role: around.getAttribute("role") ?? "", before, after: members.length - 1 - before };
    }
    active.removeAttribute("data-unreached");
  } else if (active?.matches("[data-focus-mark]:focus-visible")) {
    // A date field has several parts. For its picker, the styles don't show the mark, so the mark of another part is
    // used.
    const [marked] = JSON.parse(active.getAttribute("data-focus-mark") ?? "[]") as string[];
    active.setAttribute("data-focus-mark", JSON.stringify([marked, markOf(active)]));
  }
  return { left: document.querySelectorAll("[data-unreached]").length, faults, widget };

  /**
   * When a link has the focus, the outline can be around its whole table row. Forced colours hide backgrounds, so a
   * background isn't a mark.
   */
  function markOf(element: Element): string {
    const row = element.matches("a") ? element.closest("tr") : null;
    const parts = [
      getComputedStyle(element),
      getComputedStyle(element, "::after"),
      ...(row ? [getComputedStyle(row)] : []),
    ];
    const marks = parts.map(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) =>
      [outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow].join(),
    );
    return marks.join("; ");
  }

  function isOnScreen(element: HTMLInputElement): boolean {
    const seen = [element, ...(element.labels ?? [])];
    return [...element.getClientRects()].some(({ left, top, width, height }) =>
      [0.1, 0.5, 0.9].some((across) =>
        [0.1, 0.5, 0.9].some((down) => {
          const hit = document.elementFromPoint(left + width * across, top + height * down);
          return seen.some((each) => each.contains(hit));
        }),
      ),
    );
  }
}
