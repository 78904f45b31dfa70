import type { Comparison } from "./comparisons.ts";
import type { Estimate, Verdict } from "./statistics.ts";

export interface Result {
  comparison: Comparison;
  usual: number;
  found: Estimate;
  seen: Verdict;
  isAsItMust: boolean;
}

export function lineOf(result: Result): string {
  const { usual, difference, interval } = numbersOf(result);
  const numbers = `median ${usual}, difference ${difference} (${interval})`;
  return `${result.isAsItMust ? "right" : "WRONG"}  ${result.comparison.name}: ${result.seen}; ${numbers}`;
}

interface Run {
  day: string;
  rounds: number;
  where: string;
}

export function resultsDocument(results: readonly Result[], { day, rounds, where }: Run): string {
  const rows = results.map((result) => {
    const { usual, difference, interval } = numbersOf(result);
    const verdict = result.isAsItMust ? result.seen : `**${result.seen}**, as it must not be`;
    return `| ${[result.comparison.name, usual, difference, interval, verdict].join(" | ")} |`;
  });
  return `# What the time of an answer tells

Written by \`npm run release-checks -- timing\` on ${day}, after ${rounds} rounds in random order (${where}). What must look alike may
differ by less than 2 % of the median, and the whole interval, which holds the difference with 99 % confidence, has to say so;
the controls are faults planted on purpose, and must be seen. What is left out, the work that follows an answer, is in the
[threat model](threat-model.md#what-is-left).

| One or the other | Median | Difference | Interval | Seen |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

function numbersOf({ usual, found }: Result) {
  const percent = (milliseconds: number) => `${((100 * milliseconds) / usual).toFixed(2)} %`;
  return {
    usual: `${usual.toFixed(2)} ms`,
    difference: percent(found.median),
    interval: `${percent(found.low)} to ${percent(found.high)}`,
  };
}
