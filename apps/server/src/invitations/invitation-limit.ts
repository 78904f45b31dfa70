import { hour, second } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";

/** One administrator sends no more within an hour: a stolen console is not a way to mail many people. */
export const invitationsAnHour = 60;

/** Counts an invitation that an administrator sends; throws `too-many-invitations` for one too many. */
export async function countInvitation(tx: Queryable, administratorId: string, now: number): Promise<void> {
  const sent = await tx
    .selectFrom("invitation_mails")
    .select("sent_at")
    .where("administrator_id", "=", administratorId)
    .where("sent_at", ">", now - hour)
    // Of a clock that was ahead: they would count for as long as it was.
    .where("sent_at", "<=", now)
    .orderBy("sent_at", "desc")
    .limit(invitationsAnHour)
    .execute();
  const oldest = sent[invitationsAnHour - 1];
  if (oldest) {
    const wait = oldest.sent_at + hour - now;
    throw new Refused("too-many-invitations", { retryAfterSeconds: Math.ceil(wait / second) });
  }
  await tx
    .insertInto("invitation_mails")
    .values({ administrator_id: administratorId, sent_at: now })
    .execute();
}
