import { mostCovered } from "@sallyport/contract/overview";
import { expect, test } from "vitest";
import { countText, coverageTexts } from "./overview-text.ts";

const none = { requiredSetUp: 0, requiredNotSetUp: 0, otherSetUp: 0, otherNotSetUp: 0, countedAt: null };

test("the share of users who have set up counts those who must and those who chose to", () => {
  expect(
    coverageTexts({ ...none, requiredSetUp: 30, requiredNotSetUp: 7, otherSetUp: 4, otherNotSetUp: 1 }),
  ).toEqual({
    percent: 80,
    all: "42",
    setUp: "34",
    required: "37",
    requiredSetUp: "30",
    requiredPercent: 81,
    missing: "7",
    notRequired: "5",
  });
});

test("one user who hasn't set up keeps the share below 100 %", () => {
  expect(coverageTexts({ ...none, requiredSetUp: 9999, requiredNotSetUp: 1 }).percent).toBe(99);
  expect(coverageTexts({ ...none, requiredSetUp: 9999 }).percent).toBe(100);
});

test("without users there is no share", () => {
  expect(coverageTexts(none)).toMatchObject({ percent: null, all: "0" });
});

test("of too many users only the least number is known, and no share", () => {
  const texts = coverageTexts({ ...none, requiredSetUp: mostCovered + 1, requiredNotSetUp: 5 });
  expect(texts).toMatchObject({ percent: null, all: "100,005+", setUp: "100,000+", missing: "5" });
});

test("the daily figures have every user of a very large organisation", () => {
  const figures = { ...none, requiredSetUp: 900_000, requiredNotSetUp: 100_000 };
  expect(coverageTexts({ ...figures, countedAt: "2027-01-04T00:00:00.000Z" })).toMatchObject({
    percent: 90,
    all: "1,000,000",
    missing: "100,000",
  });
});

test("a count above the limit says so", () => {
  expect([countText(10_000), countText(10_001)]).toEqual(["10,000", "10,000+"]);
});
