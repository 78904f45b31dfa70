import type { SessionLimits } from "@sallyport/contract/settings/list";
import { isExpired, lifetimeOf, type Times } from "./lifetime.ts";

export function isOpen(times: Times, limits: SessionLimits, now: number): boolean {
  return times.unfinished_since === null && !isExpired(lifetimeOf(times), limits, now);
}
