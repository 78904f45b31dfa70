import type { EventKind } from "@sallyport/contract/event-kinds";
import { lastEventAbout } from "../../activity/events.repository.ts";
import { instant } from "../../core/clock.ts";
import { Refused, type RefusedDetails } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts.repository.ts";

/** If there is no such user, throws `user-deleted` if the activity log has the deletion, otherwise `not-found`. */
export async function findUser(database: Queryable, id: string): Promise<AccountWithFactors> {
  const subject = await findAccountWithFactors(database, id);
  if (subject?.account.realm === "user") return subject;
  const deletion = subject ? {} : await lastChange(database, id, ["user_delete"]);
  throw new Refused(deletion.lastChange ? "user-deleted" : "not-found", deletion);
}

export async function lastChange(
  database: Queryable,
  id: string,
  kinds: EventKind[],
): Promise<Pick<RefusedDetails, "lastChange">> {
  const event = await lastEventAbout(database, id, kinds);
  return event ? { lastChange: { at: instant(event.at), by: event.actor } } : {};
}
