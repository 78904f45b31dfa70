import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import type { Queryable } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { sessionCookie } from "../http/visit.ts";
import { scopeOfAttempt } from "../limits/password-attempts.ts";
import { requireProof } from "../sessions/require-proof.ts";
import { endSessions, renewSession } from "../sessions/sessions.repository.ts";
import type { Caller } from "../sign-in/caller.ts";
import { standFor } from "../sign-in/step.ts";
import type { SecurityParts } from "./parts.ts";

export interface Change<T> {
  /** True if the change ends all other sessions and gives this session a new token (ASVS 7.2.4, 7.4.3). */
  endsOtherSessions: boolean;
  /**
   * If `make` throws a refusal, everything is rolled back. If `make` returns a refusal, the counts of wrong
   * attempts are kept.
   */
  make: (tx: Queryable, here: Caller, now: number) => Promise<T | Refused>;
}

/** Checks the caller's rights again inside the transaction (ASVS 7.5.1). */
export async function changeSecurity<T>(
  { database, clock }: SecurityParts,
  { caller, visit }: Actor<Caller>,
  { endsOtherSessions, make }: Change<T>,
): Promise<T> {
  const now = clock.now();
  const { result, token } = await inTransaction(
    database,
    scopeOfAttempt(caller.account.id, visit),
    async (tx) => {
      const here = await standFor(tx, caller, "security-changed", now);
      requireProof(here, "strongest-factor", now);
      const made = await make(tx, here, now);
      if (made instanceof Refused || !endsOtherSessions) return { result: made };
      await endSessions(tx, here.account.id, here.session.id);
      return { result: made, token: await renewSession(tx, here.session, { last_seen_at: now }) };
    },
  );
  if (result instanceof Refused) throw result;
  if (token !== undefined) visit.keepToken(sessionCookie(caller.session.realm), token);
  return result;
}
