import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const forward = action<{ milliseconds: number }>(
  "forward",
  {
    milliseconds: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(second, 30 * second) },
      fc.constantFrom(minute, 5 * minute, 10 * minute, hour, 12 * hour, day, 2 * day, 7 * day, 366 * day),
      fc.integer({ min: 1, max: 2 * minute }),
    ),
  },
  async ({ ledger, town: { world } }, { milliseconds }) => {
    await world.pass(milliseconds);
    for (const owner of ledger.members) if (owner.isOverdue(world.clock.now())) owner.isLocked = true;
  },
);

/** Sets the clock back. A user who missed a deadline must stay locked. */
export const backward = action<{ milliseconds: number }>(
  "backward",
  { milliseconds: fc.constantFrom(second, 30 * second, minute, hour, 30 * day) },
  async ({ town: { world } }, { milliseconds }) => {
    world.clock.turnTo(world.clock.now() - milliseconds);
    await world.pass(0);
  },
);

export const time: AnyAction[] = [forward, forward, forward, backward];
