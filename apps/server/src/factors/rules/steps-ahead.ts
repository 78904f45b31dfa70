import type { TotpFactorRow } from "../../database/schema.ts";

/** The length of a time step (RFC 6238 §5.2). */
const stepMs = 30_000;

/** After a small correction of the clock, the last used step can be one step ahead of the clock. */
const furthestAhead = 1;

export function isStepAhead(lastStep: number, now: number): boolean {
  return lastStep > latestUsableStep(now);
}

export function latestUsableStep(now: number): number {
  return Math.floor(now / stepMs) + furthestAhead;
}

export function beginOfStep(step: number): number {
  return step * stepMs;
}

type Apps = readonly Pick<TotpFactorRow, "last_step">[];

export function codesUsedUntil(apps: Apps, now: number): number | null {
  const ahead = apps.filter(({ last_step }) => isStepAhead(last_step, now));
  if (ahead.length === 0) return null;
  const lastStep = Math.max(...ahead.map(({ last_step }) => last_step));
  return beginOfStep(lastStep + 1);
}
