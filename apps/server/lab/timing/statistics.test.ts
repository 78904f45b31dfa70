import { expect, test } from "vitest";
import { estimate, median, percentile, verdict } from "./statistics.ts";

/** Returns the same numbers in every run (Park and Miller). */
function dice(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test("the median is the one in the middle, or between the two there", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(median([])).toBe(0);
});

test("of noise around nothing, the interval holds nothing", () => {
  const random = dice();
  const noise = Array.from({ length: 400 }, () => random() - 0.5);
  const { low, high } = estimate(noise, random);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
  expect(verdict({ median: 0, low, high }, 0.2)).toBe("alike");
});

test("a shift is found, though a tenth of the values are far off", () => {
  const random = dice();
  const shifted = Array.from({ length: 400 }, (_, index) => (index % 10 === 0 ? 500 : random() + 1));
  const found = estimate(shifted, random);
  expect(found.median).toBeGreaterThan(1.3);
  expect(verdict(found, 1)).toBe("different");
});

test("a verdict is given only by the whole interval", () => {
  expect(verdict({ median: 0.5, low: -0.1, high: 1.2 }, 1)).toBe("unclear");
  expect(verdict({ median: 0.5, low: -0.9, high: 0.9 }, 1)).toBe("alike");
  expect(verdict({ median: -2, low: -3, high: -1 }, 1)).toBe("different");
});

test("a percentile is a value that was measured", () => {
  const values = [5, 1, 4, 2, 3];
  expect([0, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 3, 5, 5]);
  expect(percentile([], 0.5)).toBeNaN();
});
