import type { TotpFactorRow } from "../../database/schema.ts";

/** Length of a time step in milliseconds (RFC 6238 §5.2). */
const stepMs = 30_000;

/** After a small clock correction, the last used step may be this far ahead. Codes then work again within a minute. */
const furthestAhead = 1;

/**
 * Whether the last used time step is far in the future, because a code was used while the server's clock was ahead.
 * Until that time step is over, every code counts as used.
 */
export function isStepAhead(lastStep: number, now: number): boolean {
  return lastStep > Math.floor(now / stepMs) + furthestAhead;
}

/** The start of a time step, in milliseconds since the Unix epoch. */
export function beginOfStep(step: number): number {
  return step * stepMs;
}

type Apps = readonly Pick<TotpFactorRow, "last_step">[];

/** The time until which codes of these apps count as used. Null if no app has a last used step far in the future. */
export function codesUsedUntil(apps: Apps, now: number): number | null {
  const ahead = apps.filter(({ last_step }) => isStepAhead(last_step, now));
  if (ahead.length === 0) return null;
  const lastStep = Math.max(...ahead.map(({ last_step }) => last_step));
  return beginOfStep(lastStep + 1);
}
