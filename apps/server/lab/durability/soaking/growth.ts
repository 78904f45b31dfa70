import { median } from "../../timing/statistics.ts";
import type { Finding } from "../subject.ts";

export interface Minute {
  logins: number;
  p99: number;
  /** The processor time per login. Other programs on the machine change `p99`, but not this number. */
  cpuMsPerLogin: number;
  heapMb: number;
  residentMb: number;
  openFiles: number;
  /** The size of the data, which grows with the logins because every session and event is kept. */
  dataMb: number;
  /** The size of Postgres's write-ahead log. */
  logMb: number;
}

const bounds = {
  p99: [1.5, 20],
  cpuMsPerLogin: [1.25, 1],
  heapMb: [1.1, 2],
  residentMb: [1.15, 20],
  openFiles: [1, 8],
  logMb: [1.1, 16],
} as const satisfies Partial<Record<keyof Minute, readonly [factor: number, more: number]>>;
const boundOfData = [1.25, 1] as const;

export function findGrowth(minutes: readonly Minute[]): Finding[] {
  const third = Math.floor(minutes.length / 3);
  const [first, last] = [minutes.slice(0, third), minutes.slice(-third)];
  const compared = Object.entries(bounds).map(([name, bound]) => {
    const medianOf = (some: readonly Minute[]) => median(some.map((each) => each[name as keyof Minute]));
    return { name, before: medianOf(first), after: medianOf(last), bound };
  });
  const data = { name: "kB of data per login", before: dataPerLogin(first), after: dataPerLogin(last) };
  return [...compared, { ...data, bound: boundOfData }]
    .filter(({ before, after, bound: [factor, more] }) => !(after <= before * factor + more))
    .map(({ name, before, after }) => `${name} grew from ${shown(before)} to ${shown(after)}`);
}

function dataPerLogin(minutes: readonly Minute[]): number {
  const [begin, end] = [minutes[0], minutes.at(-1)];
  const logins = minutes.slice(1).reduce((sum, minute) => sum + minute.logins, 0);
  return (((end?.dataMb ?? 0) - (begin?.dataMb ?? 0)) * 1024) / logins;
}

export function shown(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}
