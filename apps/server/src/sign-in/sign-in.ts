import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { findHolder } from "../accounts/accounts.repository.ts";
import { lockIfDeadlinePassed } from "../accounts/deadline-lock.ts";
import { record } from "../activity/activity.ts";
import { sessionCookie, type Visit } from "../http/visit.ts";
import { describe } from "./answers.ts";
import { endEarlierSession } from "./sign-in.repository.ts";
import { eventOf, type SignInParts } from "./step.ts";
import { findVisitor } from "./visitor.ts";

interface InRealm {
  realm: Realm;
}

/** Where this browser stands. Never refuses: without a session that is at the start. */
export async function whereAmI(parts: SignInParts, visit: Visit, { realm }: InRealm): Promise<Whereabouts> {
  const { database, clock, outbox } = parts;
  const now = clock.now();
  const visitor = await findVisitor(database, realm, visit, now);
  if (visitor === "nobody" || visitor === "expired") return { at: "start" };
  if (visitor.standing.at === "locked") {
    const { id } = visitor.holder.account;
    const isLocked = await database.transaction().execute(async (tx) => {
      const holder = await findHolder(tx, id);
      return holder !== null && lockIfDeadlinePassed(tx, outbox, holder, now);
    });
    if (!isLocked) return whereAmI(parts, visit, { realm });
  }
  return describe(visitor.holder, visitor.standing, now);
}

/** Logs out, or gives up an unfinished sign-in. Without a session nothing is left to do. */
export async function leave(
  { database, clock }: SignInParts,
  visit: Visit,
  { realm }: InRealm,
): Promise<Record<string, never>> {
  const now = clock.now();
  const visitor = await findVisitor(database, realm, visit, now);
  const token = visit.token(sessionCookie(realm));
  visit.dropToken(sessionCookie(realm));
  if (visitor === "nobody") return {};
  await database.transaction().execute(async (tx) => {
    // An expired one ends too: a clock that is set back would bring it to life again.
    await endEarlierSession(tx, realm, token);
    if (visitor === "expired") return;
    const kind = eventOf(realm, "user_logout", "admin_logout");
    await record(tx, {
      at: now,
      kind,
      actor: visitor.holder.account,
      address: visit.address,
      isRepeatable: true,
    });
  });
  return {};
}
