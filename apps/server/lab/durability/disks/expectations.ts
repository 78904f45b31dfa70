import { isAcknowledged, type Ledger } from "../ledger.ts";
import type { Finding } from "../subject.ts";

/** More memory than this is a leak, because a healthy server uses far less. */
const mostMegabytes = 800;

export function findWaste(what: string, megabytes: number): Finding[] {
  if (megabytes <= mostMegabytes) return [];
  return [`${what}: the server used ${Math.round(megabytes)} MB`];
}

/**
 * While the disk fails, only the refusals `unavailable` and `replayed` are correct. Returns all other refusals.
 */
export function findUntyped(what: string, { refusals }: Ledger): Finding[] {
  const others = [...refusals].filter(([code]) => code !== "unavailable" && code !== "replayed");
  return others.map(([code, count]) => `${what}: ${count} refusals with ${code}`);
}

export function latencies({ entries }: Ledger): { half: number; most: number } {
  const times = entries
    .filter(isAcknowledged)
    .map(({ sentAt, answer }) => (answer?.at ?? sentAt) - sentAt)
    .toSorted((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { half: at(0.5), most: at(0.99) };
}
