import { hour, second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { insertInvitationSent, invitationsSent } from "./invitation-limit.repository.ts";

/**
 * How many invitations one administrator may send within an hour. It limits how many people an attacker with a stolen
 * session can mail.
 */
export const invitationsAnHour = 60;

/** Counts an invitation by an administrator. Throws Refused with `too-many-invitations` if the limit is reached. */
export async function countInvitation(tx: Queryable, administratorId: string, now: number): Promise<void> {
  const sent = await invitationsSent(tx, administratorId, {
    after: now - hour,
    now,
    limit: invitationsAnHour,
  });
  const oldest = sent[invitationsAnHour - 1];
  if (oldest !== undefined) {
    const wait = oldest + hour - now;
    throw new Refused("too-many-invitations", { retryAfterSeconds: Math.ceil(wait / second) });
  }
  await insertInvitationSent(tx, administratorId, now);
}
