import type { Queryable } from "../database/database.ts";

export async function invitationsSent(
  database: Queryable,
  administratorId: string,
  { after, now, limit }: { after: number; now: number; limit: number },
): Promise<number[]> {
  const sent = await database
    .selectFrom("invitation_mails")
    .select("sent_at")
    .where("administrator_id", "=", administratorId)
    .where("sent_at", ">", after)
    // Rows with a time in the future are left out. They were stored while the clock was ahead, and would use up
    // the limit for too long.
    .where("sent_at", "<=", now)
    .orderBy("sent_at", "desc")
    .limit(limit)
    .execute();
  return sent.map(({ sent_at }) => sent_at);
}

export async function insertInvitationSent(
  database: Queryable,
  administratorId: string,
  now: number,
): Promise<void> {
  await database
    .insertInto("invitation_mails")
    .values({ administrator_id: administratorId, sent_at: now })
    .execute();
}
