export type Work = () => unknown;

/** In milliseconds. `fastest` estimates the time on an idle machine. */
export interface Times {
  readonly median: number;
  readonly fastest: number;
}

export async function milliseconds(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function timesOf(runs: readonly number[]): Times {
  const sorted = runs.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, fastest: sorted[0] ?? Number.NaN };
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function shown({ median, fastest }: Times): Record<string, number> {
  return { median: rounded(median), "at best": rounded(fastest) };
}

/** Each round measures every entry once, so a slow phase slows all entries equally. */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, Work>>,
): Promise<Record<Name, Times>> {
  const names = Object.keys(works) as Name[];
  const runs = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await works[name]();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) runs.get(name)?.push(await milliseconds(works[name]));
  }
  const times = names.map((name) => [name, timesOf(runs.get(name) ?? [])] as const);
  return Object.fromEntries(times) as Record<Name, Times>;
}
