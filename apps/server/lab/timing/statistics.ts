/** Times in milliseconds. `low` and `high` are the ends of the 99 % confidence interval. */
export interface Estimate {
  median: number;
  low: number;
  high: number;
}

const resamples = 2000;

export function estimate(differences: readonly number[], random: () => number): Estimate {
  const medians = Array.from({ length: resamples }, () =>
    median(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  ).toSorted((one, other) => one - other);
  const at = (share: number) => medians[Math.floor(share * (resamples - 1))] ?? 0;
  return { median: median(differences), low: at(0.005), high: at(0.995) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export type Verdict = "alike" | "different" | "unclear";

/** Returns "unclear" if only a part of the interval is within the tolerance. */
export function verdict({ low, high }: Estimate, tolerance: number): Verdict {
  if (low > -tolerance && high < tolerance) return "alike";
  return low >= tolerance || high <= -tolerance ? "different" : "unclear";
}
