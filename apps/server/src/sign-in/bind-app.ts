import { record } from "../activity/activity.ts";
import type { Queryable } from "../database/database.ts";
import type { TotpFactorRow } from "../database/schema.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import { confirm } from "../factors/totp.repository.ts";
import type { Visit } from "../http/visit.ts";
import { forgetWrongCodes } from "../limits/wrong-codes.repository.ts";
import { appAddedMail } from "../mail/templates/factors.ts";
import { enrolledMail } from "../mail/templates/set-up.ts";
import { endSessions } from "../sessions/sessions.repository.ts";
import type { Caller } from "./caller.ts";
import { eventOf, type SignInParts } from "./step.ts";

export interface NewApp {
  name?: string;
  visit: Visit;
  now: number;
}

/**
 * Mails the owner (ASVS 6.3.7, 7.4.3). The count of wrong codes starts again, because earlier wrong codes were
 * for other apps.
 */
export async function bindApp(
  { outbox }: SignInParts,
  tx: Queryable,
  { session, account, factors }: Caller,
  { factor, name = factor.name, visit, now }: NewApp & { factor: TotpFactorRow },
): Promise<void> {
  await confirm(tx, factor, { name, address: visit.address, now });
  if (factors.wrongPasscodes !== null) await forgetWrongCodes(tx, account.id, "totp");
  // defence: AT-60 set-up
  await endSessions(tx, account.id, session.id);
  const kind = eventOf(session.realm, "totp_finish_enrollment", "admin_totp_finish_enrollment");
  await record(tx, { at: now, kind, actor: account, address: visit.address });
  const mail = isEnrolled(factors) ? appAddedMail(account, name) : enrolledMail(account);
  await outbox.queue(tx, mail, now);
}
