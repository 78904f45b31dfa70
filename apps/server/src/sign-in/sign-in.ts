import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findAccountWithFactors } from "../accounts/accounts.repository.ts";
import { lockIfDeadlinePassed } from "../accounts/deadline-lock.ts";
import { record } from "../activity/activity.ts";
import { inTransaction } from "../database/transactions.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { endSessionOfToken } from "../sessions/sessions.repository.ts";
import { findCaller } from "./caller.ts";
import { eventOf, type SignInParts } from "./step.ts";
import { describe } from "./whereabouts.ts";

interface InRealm {
  realm: Realm;
}

export async function whereAmI(parts: SignInParts, visit: Visit, { realm }: InRealm): Promise<Whereabouts> {
  const { database, clock, outbox, settings } = parts;
  const now = clock.now();
  const caller = await findCaller(database, realm, visit, settings(), now);
  if (caller === "none" || caller === "expired") return { at: "start" };
  if (caller.standing.at === "locked") {
    const { id } = caller.account;
    const isLocked = await inTransaction(database, [`account ${id}`], async (tx) => {
      const found = await findAccountWithFactors(tx, id);
      return found !== null && lockIfDeadlinePassed(tx, outbox, found, now);
    });
    if (!isLocked) return whereAmI(parts, visit, { realm });
  }
  return describe(caller, caller.standing, now);
}

export async function leave(
  { database, clock, settings }: SignInParts,
  visit: Visit,
  { realm }: InRealm,
): Promise<Record<string, never>> {
  const now = clock.now();
  const caller = await findCaller(database, realm, visit, settings(), now);
  const token = visit.token(sessionCookie(realm));
  visit.dropToken(sessionCookie(realm));
  if (caller === "none" || token === undefined) return {};
  // The session is deleted, because an expired session would work again if the clock were set back.
  if (caller === "expired") {
    await endSessionOfToken(database, realm, token);
    return {};
  }
  await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    await endSessionOfToken(tx, realm, token);
    const kind = eventOf(realm, "user_logout", "admin_logout");
    await record(tx, {
      at: now,
      kind,
      actor: caller.account,
      address: visit.address,
      isRepeatable: true,
    });
  });
  return {};
}
