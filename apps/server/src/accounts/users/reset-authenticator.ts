import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { removeFactors } from "../../factors/factors.repository.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { enrolBy } from "../../journey/deadlines.ts";
import { factorsRemovedMail } from "../../mail/templates/factors.ts";
import { endSessions } from "../../sessions/sessions.repository.ts";
import { setUpLink } from "../../set-up-links/set-up-link.ts";
import { authorOf, type Change, recordAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { storeGrace } from "./users.repository.ts";

/**
 * The reset never makes MFA required. Otherwise, a thief who knows the password could set up an app before the
 * user.
 */
export function resetAuthenticator(
  parts: AccountsParts,
  actor: Actor,
  { id, days }: { id: string; days: number | null },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.resetAuthenticator.summary }, async (change) => {
    if (!isEnrolled(change.subject.factors)) throw new Refused("already-done");
    const consequence = await removeAllFactors(parts, change, days);
    await recordAct(change, "totp_delete_enrollment", `all factors removed; ${consequence}`);
  });
}

export async function removeAllFactors(
  parts: AccountsParts,
  change: Change,
  days: number | null,
): Promise<string> {
  const { tx, subject, now } = change;
  const { id } = subject.account;
  await removeFactors(tx, id);
  // defence: AT-60 reset
  await endSessions(tx, id);
  const deadline = days === null ? null : enrolBy(now, days);
  const isRequired = subject.account.mfa_required === 1;
  if (isRequired) await storeGrace(tx, id, { kind: "reset", enrol_by: deadline }, now);
  const account = { ...subject.account, enrol_by: deadline };
  const url = isRequired ? await setUpLink(tx, parts, account, now) : null;
  await parts.outbox.queue(tx, factorsRemovedMail(account, url, authorOf(change)), now);
  if (!isRequired) return "nothing is required";
  return `set-up due ${days === null ? "at the next sign-in" : `in ${days} days`}`;
}
