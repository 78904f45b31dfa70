import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noSooner } from "./no-sooner.ts";

vi.mock("node:timers/promises", () => ({
  setTimeout: (milliseconds: number) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
}));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function ended(work: () => Promise<string>): Promise<string> {
  const began = Date.now();
  const how = noSooner(10, work).catch((error: Error) => `threw ${error.message}`);
  const told = how.then((outcome) => `${outcome} after ${Date.now() - began} ms`);
  await vi.runAllTimersAsync();
  return told;
}

const taking = (milliseconds: number) =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve("given"), milliseconds);
  });

test.for<[what: string, work: () => Promise<string>, outcome: string]>([
  ["ends at once", () => Promise.resolve("given"), "given after 10 ms"],
  ["ends just in time", () => taking(9), "given after 10 ms"],
  ["fails at once", () => Promise.reject(new Error("no")), "threw no after 10 ms"],
  ["takes longer", () => taking(25), "given after 25 ms"],
])("work that %s", async ([, work, outcome]) => {
  expect(await ended(work)).toBe(outcome);
});
