import { findAccountWithFactorsByLogin } from "@sallyport/server/src/accounts/accounts.repository.ts";
import type { AppParts } from "@sallyport/server/src/app.ts";
import { inTransaction } from "@sallyport/server/src/database/transactions.ts";
import { isEnrolled } from "@sallyport/server/src/factors/rules/factors.ts";
import { beginSession } from "@sallyport/server/src/sessions/sessions.repository.ts";
import { Trouble } from "../trouble.ts";

/**
 * Begins a session without a password and without spending a code, so a test's own logins aren't disturbed.
 * @returns the session's token
 */
export async function openSession(
  { database, clock }: Pick<AppParts, "database" | "clock">,
  user: string,
): Promise<string> {
  const found = await findAccountWithFactorsByLogin(database, "user", user);
  if (!found) throw new Trouble(`There is no user ${JSON.stringify(user)}. Add the user to the seed.`);
  const { account, factors } = found;
  // With a second factor, a session without it isn't finished.
  const withFactor = isEnrolled(factors);
  const now = clock.now();
  return inTransaction(database, [`account ${account.id}`], (tx) =>
    beginSession(tx, {
      account_id: account.id,
      realm: "user",
      aal: withFactor ? 2 : 1,
      amr: withFactor ? "pwd otp" : "pwd",
      unfinished_since: null,
      awaits_acknowledgement: 0,
      authenticated_at: now,
      has_ticket: 1,
      is_binding_late: 0,
      bypass_until: null,
      is_wrong_ticket_recorded: 0,
      began_at: now,
      last_seen_at: now,
      address: "127.0.0.1",
      user_agent: "@sallyport/disposable",
      previous_sign_in_at: account.last_sign_in_at,
      previous_sign_in_address: account.last_sign_in_address,
    }),
  );
}
