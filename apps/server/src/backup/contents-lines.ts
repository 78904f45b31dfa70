import { instantOrNull } from "../core/clock.ts";
import type { Contents } from "../database/contents.ts";

export function contentsData({ accounts, events, lastEventAt, slots }: Contents) {
  return { accounts, events, lastEventAt: instantOrNull(lastEventAt), slots };
}

export function countsLine({ accounts, events, lastEventAt }: Contents): string {
  return `${accounts} accounts, ${events} events, the last one: ${instantOrNull(lastEventAt) ?? "none"}.`;
}

export function slotLines({ slots }: Contents): string[] {
  if (slots.length === 0) return ["It has no key slot yet, so nothing in it is encrypted."];
  return ["Any of these key slots can decrypt it:", ...slots.map(({ id, kind }) => `  ${id}  ${kind}`)];
}
