import { record } from "../../activity/activity.ts";
import { instant } from "../../core/clock.ts";
import type { Database } from "../../database/database.ts";
import { inTransaction } from "../../database/transactions.ts";
import { codesUsedUntil } from "../../factors/rules/steps-ahead.ts";
import { moveBackSpentSteps } from "../../factors/totp.repository.ts";
import { findAccountWithFactorsByLogin } from "../accounts.repository.ts";
import { UnknownAdministrator } from "./unknown-administrator.ts";

export async function acceptCodes(
  database: Database,
  { email, now }: { email: string; now: number },
): Promise<string | null> {
  return inTransaction(database, "everything", async (tx) => {
    const subject = await findAccountWithFactorsByLogin(tx, "administrator", email);
    if (!subject) throw new UnknownAdministrator(email);
    const until = codesUsedUntil(subject.factors.apps, now);
    if (until === null) return null;
    await moveBackSpentSteps(tx, subject.factors.apps, now);
    await record(tx, {
      at: now,
      kind: "admin_totp_codes_accepted_again",
      actor: null,
      subject: subject.account,
      detail: `from the command line; codes counted as used until ${instant(until)}`,
      address: null,
    });
    return instant(until);
  });
}
