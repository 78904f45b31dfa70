import { record } from "../../activity/activity.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import type { RequirementChange } from "../../deadlines/requirements.repository.ts";
import { isEarlier } from "../../deadlines/rules/requirement.ts";
import { extendedMail, mfaRequiredMail } from "../../mail/templates/set-up.ts";
import { type SetUpLinkParts, setUpLink } from "../../set-up-links/set-up-link.ts";
import { findAccount } from "../accounts.repository.ts";
import { inWords } from "../users/grace.ts";

interface Told {
  accountId: string;
  changed: RequirementChange;
  group: string;
  author: AccountRow | null;
  address: string | null;
  now: number;
}

/** Records the changed requirement. If the member has a new deadline, the member gets a mail about it. */
export async function tellRequirement(tx: Queryable, parts: SetUpLinkParts, told: Told): Promise<void> {
  const { accountId, changed, group, author, address, now } = told;
  const subject = await findAccount(tx, accountId);
  if (!subject) return;
  await record(tx, {
    at: now,
    kind: "user_mfa_requirement",
    actor: author,
    subject,
    detail: `${consequence(changed, subject)} (group ${group})`,
    address,
  });
  const { before, after, isKept } = changed;
  const isWaiting = subject.state === "active" && subject.is_enrolled === 0 && !isKept;
  if (!isWaiting || after.enrolBy === null) return;
  const url = await setUpLink(tx, parts, subject, now);
  const isMoreTime = before.isRequired && isEarlier(before, after);
  const mail = isMoreTime ? extendedMail : mfaRequiredMail;
  await parts.outbox.queue(tx, mail(subject, after.enrolBy, url, author), now);
}

function consequence({ before, after, isKept }: RequirementChange, subject: AccountRow): string {
  if (isKept) return "required as before, because the account is locked or set-up is due";
  if (!after.isRequired) return "no longer required";
  return before.isRequired ? `moved to ${inWords(subject)}` : `required, to set up by ${inWords(subject)}`;
}
