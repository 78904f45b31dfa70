import { expect, type Locator } from "@playwright/test";

/** A question before something is taken away starts on "Cancel"; the button that does it is on the right, filled in red. */
export async function expectCancelFirst(question: Locator, action: string): Promise<void> {
  const cancel = question.getByRole("button", { name: "Cancel" });
  const destroy = question.getByRole("button", { name: action, exact: true });
  await expect(cancel).toBeFocused();
  const [left, right] = await Promise.all([cancel, destroy].map((button) => button.boundingBox()));
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  const [red = 0, green = 0, blue = 0] = await destroy.evaluate((button) =>
    (getComputedStyle(button).backgroundColor.match(/[\d.]+/gu) ?? []).map(Number),
  );
  expect(red).toBeGreaterThan(2 * Math.max(green, blue));
}
