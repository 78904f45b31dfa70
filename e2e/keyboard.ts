import { expect, type Locator, type Page } from "@playwright/test";

/** No page needs more presses of Tab than this. */
const mostSteps = 120;

export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async walkTo(place: Locator): Promise<void> {
    await expect(place).toBeVisible();
    for (let step = 0; step < mostSteps; step++) {
      if (await place.evaluate(hasFocus)) return;
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(`${place.toString()} can't be reached with Tab.`);
  }

  async press(place: Locator): Promise<void> {
    await this.walkTo(place);
    await this.#page.keyboard.press("Enter");
  }

  async type(place: Locator, text: string): Promise<void> {
    await this.walkTo(place);
    await this.#page.keyboard.press("ControlOrMeta+a");
    await this.#page.keyboard.type(text);
  }

  async enter(): Promise<void> {
    await this.#page.keyboard.press("Enter");
  }

  async escape(): Promise<void> {
    await this.#page.keyboard.press("Escape");
  }
}

/** Waits for one frame, because a dialog moves the focus one frame after it opens. */
async function hasFocus(element: Element): Promise<boolean> {
  await new Promise(requestAnimationFrame);
  return element === document.activeElement;
}
