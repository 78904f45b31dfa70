import { expect, type Locator, type Page } from "@playwright/test";

/** More than any page has to walk through. */
const mostSteps = 120;

/** A person without a mouse: they walk with Tab, look where the focus is, and press Enter. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Walks on with Tab until the focus is there. */
  async walkTo(place: Locator): Promise<void> {
    await expect(place).toBeVisible();
    for (let step = 0; step < mostSteps; step++) {
      if (await place.evaluate((element) => element === document.activeElement)) return;
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(`${place.toString()} can't be reached with Tab.`);
  }

  /** Walks to a button or link, and presses Enter. */
  async press(place: Locator): Promise<void> {
    await this.walkTo(place);
    await this.#page.keyboard.press("Enter");
  }

  /** Walks to a field, and types over what is in it. */
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
