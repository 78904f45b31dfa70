import { hour, second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { insertInvitationSent, invitationsSent } from "./invitation-limit.repository.ts";

/** The limit stops an attacker with a stolen session from mailing many people. */
export const invitationsAnHour = 60;

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
