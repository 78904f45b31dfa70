import type { Security } from "@sallyport/contract/security";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import type { SessionRow } from "../database/schema.ts";
import { inTransaction } from "../database/transactions.ts";
import { deviceOf } from "../sessions/device.ts";
import { endSession, sessionsOf } from "../sessions/sessions.repository.ts";
import type { Caller } from "../sign-in/caller.ts";
import { eventOf, standFor } from "../sign-in/step.ts";
import type { SecurityParts } from "./parts.ts";
import { showSecurity } from "./show-security.ts";

export async function endOneSession(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { id }: { id: string },
): Promise<Security> {
  if (id === actor.caller.session.id) throw new Refused("not-now");
  const ended = await endSome(parts, actor, (session) => session.id === id);
  if (ended === 0) throw new Refused("not-found");
  return showSecurity(parts, actor.caller);
}

/** Also ends unfinished sign-ins, which the list of sessions doesn't show. */
export async function endOtherSessions(parts: SecurityParts, actor: Actor<Caller>): Promise<Security> {
  await endSome(parts, actor, ({ id }) => id !== actor.caller.session.id);
  return showSecurity(parts, actor.caller);
}

/** Needs no reauthentication, because ending sessions weakens nothing. */
async function endSome(
  { database, clock }: SecurityParts,
  { caller, visit: { address } }: Actor<Caller>,
  isMeant: (session: SessionRow) => boolean,
): Promise<number> {
  const now = clock.now();
  return inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const { account } = await standFor(tx, caller, "security-changed", now);
    const meant = (await sessionsOf(tx, account.id)).filter(isMeant);
    for (const session of meant) {
      await endSession(tx, session);
      const kind = eventOf(account.realm, "user_sessions_ended", "admin_sessions_ended");
      const detail = `${deviceOf(session.user_agent)}, at ${session.address}`;
      await record(tx, { at: now, kind, actor: account, detail, address });
    }
    return meant.length;
  });
}
