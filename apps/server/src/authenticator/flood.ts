import { hour, second } from "../clock.ts";
import type { Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { hashOf } from "../http/tokens.ts";

/** The same app may ask again after this long. */
const pauseSeconds = 30;
/** Apps that may wait for the same address, or ask from the same source, within an hour: nobody's inbox is flooded. */
const appsAnHour = { email: 5, address: 30 } as const;

interface Asking {
  email: string;
  address: string;
  device: string;
  now: number;
}

/** Refuses a mail that would be one too many for an address, or from a source. */
export async function refuseFlood(tx: Queryable, { device, now, ...asking }: Asking): Promise<void> {
  const mine = await tx
    .selectFrom("registrations")
    .select("created_at")
    .where("device_hash", "=", hashOf(device))
    .executeTakeFirst();
  const pausesUntil = mine ? mine.created_at + pauseSeconds * second : now;
  if (pausesUntil > now) {
    throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil((pausesUntil - now) / second) });
  }
  for (const by of ["email", "address"] as const) {
    const { apps } = await tx
      .selectFrom("registrations")
      .select((count) => count.fn.countAll<number>().as("apps"))
      .where(by, "=", asking[by])
      .where("device_hash", "<>", hashOf(device))
      .where("created_at", ">", now - hour)
      .executeTakeFirstOrThrow();
    if (apps >= appsAnHour[by]) throw new Refused("too-many-requests", { retryAfterSeconds: hour / second });
  }
}
