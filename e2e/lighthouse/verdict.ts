import type { Report } from "./audit.ts";

/** The lowest allowed scores, and the most bytes of JavaScript. */
const bounds = { performance: 95, accessibility: 100, bestPractices: 100, scriptBytes: 150_000 } as const;

/** Returns the report with the median score, because the scores of single runs vary by several points. */
export function median(reports: readonly Report[]): Report {
  const sorted = reports.toSorted((a, b) => a.performance - b.performance);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("There is no report");
  return middle;
}

export function lineOf(report: Report): string {
  const { performance, accessibility, bestPractices, scriptBytes, largestPaintMs } = report;
  return [
    `performance ${performance}`,
    `accessibility ${accessibility}`,
    `best practices ${bestPractices}`,
    `${Math.round(scriptBytes / 1000)} kB JavaScript`,
    `largest paint after ${(largestPaintMs / 1000).toFixed(1)} s`,
  ].join(", ");
}

export function shortfalls(report: Report): string[] {
  const { performance, accessibility, bestPractices, scriptBytes, faults } = report;
  const scores = { performance, accessibility, bestPractices };
  const low = Object.entries(scores)
    .filter(([name, score]) => !(score >= bounds[name as keyof typeof scores]))
    .map(([name, score]) => `${name} is ${score}, below ${bounds[name as keyof typeof scores]}`);
  const heavy =
    scriptBytes <= bounds.scriptBytes
      ? []
      : [`${scriptBytes} bytes of JavaScript, above ${bounds.scriptBytes}`];
  return [...low, ...heavy, ...faults];
}
