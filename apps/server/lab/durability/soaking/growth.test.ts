import { expect, test } from "vitest";
import { findGrowth, type Minute } from "./growth.ts";

const usual = {
  logins: 1000,
  p99: 100,
  cpuMsPerLogin: 20,
  heapMb: 40,
  residentMb: 300,
  openFiles: 40,
  logMb: 4,
};

function minutes(of: (minute: number) => Partial<Minute> = () => ({})): Minute[] {
  return Array.from({ length: 12 }, (_, minute) => ({ ...usual, dataMb: 10 + minute, ...of(minute) }));
}

test("nothing grows if all minutes are alike, and the data grow with the logins only", () => {
  expect(findGrowth(minutes())).toEqual([]);
});

test.each([
  ["p99", (minute: number) => ({ p99: 100 + 10 * minute })],
  ["cpuMsPerLogin", (minute: number) => ({ cpuMsPerLogin: 20 + 2 * minute })],
  ["heapMb", (minute: number) => ({ heapMb: 40 + minute })],
  ["residentMb", (minute: number) => ({ residentMb: 300 + 10 * minute })],
  ["openFiles", (minute: number) => ({ openFiles: 40 + 2 * minute })],
  ["logMb", (minute: number) => ({ logMb: 4 + 4 * minute })],
  ["kB of data per login", (minute: number) => ({ dataMb: 10 + minute ** 2 })],
])("a steady growth of %s is found, and nothing else", (name, of) => {
  expect(findGrowth(minutes(of))).toEqual([expect.stringContaining(`${name} grew from `)]);
});

test("one bad minute is no growth", () => {
  const bad = { p99: 5000, heapMb: 90 };
  expect(findGrowth(minutes((minute) => (minute === 10 ? bad : {})))).toEqual([]);
});

test("a number that is missing is found", () => {
  expect(findGrowth(minutes(() => ({ p99: Number.NaN })))).toEqual(["p99 grew from NaN to NaN"]);
});
