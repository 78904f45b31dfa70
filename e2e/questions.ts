import { expect, type Locator } from "@playwright/test";

/** Expects the red button to the right of "Cancel", or below it. */
export async function expectCancelFirst(question: Locator, action: string): Promise<void> {
  const cancel = question.getByRole("button", { name: "Cancel" });
  const destroy = question.getByRole("button", { name: action, exact: true });
  await expect(cancel).toBeFocused();
  const [first, last] = await Promise.all([cancel.boundingBox(), destroy.boundingBox()]);
  if (!first || !last) throw new Error("The buttons of the question aren't shown.");
  const isBeside = last.x >= first.x + first.width;
  expect(isBeside || last.y >= first.y + first.height).toBe(true);
  const [red = 0, green = 0, blue = 0] = await destroy.evaluate((button) =>
    (getComputedStyle(button).backgroundColor.match(/[\d.]+/gu) ?? []).map(Number),
  );
  expect(red).toBeGreaterThan(2 * Math.max(green, blue));
}
