import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OffsetClock } from "./offset-clock.ts";

const start = Date.UTC(2027, 0, 4, 9);

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

test("it runs from the time that it is set to", () => {
  const clock = new OffsetClock(start);
  pass(1000);
  expect(clock.now()).toBe(start + 1000);
  clock.turnTo(start + 60_000);
  pass(500);
  expect(clock.now()).toBe(start + 60_500);
});

test("it stands still on request, can be turned meanwhile, and then runs on from there", () => {
  const clock = new OffsetClock(start);
  clock.stop();
  pass(5000);
  expect(clock.now()).toBe(start);
  clock.turnTo(start + 10);
  pass(5000);
  expect(clock.now()).toBe(start + 10);
  clock.run();
  pass(7);
  expect(clock.now()).toBe(start + 17);
});
