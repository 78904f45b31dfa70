import { timeStepAt } from "@sallyport/totp/totp";
import { expect, test } from "vitest";
import { codesUsedUntil, isStepAhead } from "./steps-ahead.ts";

const now = Date.UTC(2027, 0, 4, 9);
const step = timeStepAt(now);

test("the steps that can be spent at any time are not ahead, nor is the next one", () => {
  for (const spent of [0, step - 1, step, step + 1]) expect(isStepAhead(spent, now)).toBe(false);
  for (const spent of [step + 2, step + 86_400]) expect(isStepAhead(spent, now)).toBe(true);
});

test("codes count as used until the step after the last spent one begins", () => {
  const apps = [{ last_step: step }, { last_step: step + 10 }, { last_step: step + 4 }];
  expect(codesUsedUntil(apps, now)).toBe(now + 11 * 30_000);
  expect(codesUsedUntil(apps.slice(0, 1), now)).toBeNull();
  expect(codesUsedUntil([], now)).toBeNull();
});
