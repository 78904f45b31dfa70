import type { TotpFactorRow } from "../../database/schema.ts";

/** Length of a time step in milliseconds (RFC 6238 §5.2). */
const stepMs = 30_000;

/** Usual corrections of a clock, in time steps: codes are accepted again within a minute. */
const furthestAhead = 1;

/** Whether a step was used while the server's clock was ahead. Until that step's time, every code counts as used. */
export function isStepAhead(lastStep: number, now: number): boolean {
  return lastStep > Math.floor(now / stepMs) + furthestAhead;
}

/** When a time step begins, in milliseconds since the Unix epoch. */
export function beginOfStep(step: number): number {
  return step * stepMs;
}

type Apps = readonly Pick<TotpFactorRow, "last_step">[];

/** Until when codes of these apps count as used for that reason; null if they don't. */
export function codesUsedUntil(apps: Apps, now: number): number | null {
  const ahead = apps.filter(({ last_step }) => isStepAhead(last_step, now));
  if (ahead.length === 0) return null;
  const lastStep = Math.max(...ahead.map(({ last_step }) => last_step));
  return beginOfStep(lastStep + 1);
}
