import { z } from "zod";
import type { OffsetClock } from "../offset-clock.ts";
import type { ShownClock } from "../shown.ts";
import type { Stack } from "../stack.ts";

const furthest = 8.64e15;

/** `stands` takes effect at `now`, if both are given. */
export const ClockChange = z.strictObject({
  now: z.number().int().min(0).max(furthest).optional(),
  byMs: z.number().int().min(-furthest).max(furthest).optional(),
  stands: z.boolean().optional(),
});

/** Answers once all work that is due by then is done. */
export async function changeClock(
  { clock, server }: Pick<Stack, "clock" | "server">,
  { now, byMs, stands }: z.output<typeof ClockChange>,
): Promise<ShownClock> {
  if (now !== undefined) clock.turnTo(now);
  if (byMs !== undefined) clock.turnTo(clock.now() + byMs);
  if (stands === true) clock.stop();
  if (stands === false) clock.run();
  await server.doWhatIsDue();
  return showClock(clock);
}

export function showClock(clock: OffsetClock): ShownClock {
  return { now: clock.now(), stands: clock.stands };
}
