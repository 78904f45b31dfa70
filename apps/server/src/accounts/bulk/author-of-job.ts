import type { AdministratorRole } from "@sallyport/contract/text";
import type { Queryable } from "../../database/database.ts";
import type { JobRow } from "../../database/schema.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { findAccountWithFactors } from "../accounts.repository.ts";
import { isAtLeast } from "../administrators/rules/roles.ts";
import type { Author } from "../parts.ts";

/**
 * Returns the author, or the reason why the job must stop. The author has reauthenticated at the confirmation.
 * This is enough until the job ends, unless the account has changed (record 0054).
 */
export async function authorOfJob(
  tx: Queryable,
  { actor_id, address, confirmed_at }: JobRow,
  { atLeast, now }: { atLeast: AdministratorRole; now: number },
): Promise<Author | string> {
  const found = await findAccountWithFactors(tx, actor_id);
  if (found?.account.realm !== "administrator" || found.account.state !== "active") return "not-active";
  if (found.account.login_reported_at !== null) return "login-reported";
  if (!isAtLeast(found.account.role, atLeast)) return "role-changed";
  if (!isEnrolled(found.factors)) return "factor-removed";
  if ((found.account.password_set_at ?? 0) > (confirmed_at ?? 0)) return "password-changed";
  return {
    caller: { ...found, session: { aal: 2, authenticated_at: now, bypass_until: null } },
    visit: { address },
  };
}
