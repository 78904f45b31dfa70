import { nameKey } from "../../core/folded-words.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { storeDue } from "../../deadlines/due.repository.ts";
import { groupRulesOf, ownColumns, storeRequirement } from "../../deadlines/requirements.repository.ts";
import type { Deadline, OwnDeadline } from "../../deadlines/rules/requirement.ts";
import { emailKey } from "../accounts.repository.ts";
import { storeWords } from "../words.repository.ts";
import type { Grace } from "./grace.ts";

export interface Details {
  name: string;
  email: string;
}

export async function storeDetails(
  tx: Queryable,
  id: string,
  { name, email, isNewAddress }: Details & { isNewAddress: boolean },
): Promise<void> {
  const account = await tx
    .updateTable("accounts")
    .set({
      name,
      name_key: nameKey(name),
      email,
      email_key: emailKey(email),
      ...(isNewAddress ? { mail_undelivered_since: null } : {}),
    })
    .where("id", "=", id)
    .returning(["id", "name", "username", "email", "email_key"])
    .executeTakeFirstOrThrow();
  await storeWords(tx, account);
}

/**
 * Removes the lock, unless a group requires MFA. The lock also stays if a group's requirement has ended, but
 * the ticker hasn't updated this user yet.
 */
export async function storeUserRequirement(
  tx: Queryable,
  id: string,
  { isRequired, grace, now }: { isRequired: boolean; grace: Grace; now: number },
): Promise<void> {
  const before = await tx
    .selectFrom("accounts")
    .select(["own_deadline", "mfa_only_by_groups"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const hasGroups = (await groupRulesOf(tx, id)).length > 0;
  if (hasGroups || (isRequired && before.mfa_only_by_groups === 1))
    return storeBesideGroups(tx, id, before, { isRequired, grace, now });
  await tx
    .updateTable("accounts")
    .set({
      mfa_required: isRequired ? 1 : 0,
      mfa_only_by_groups: 0,
      mfa_required_at: isRequired ? now : null,
      ...grace,
      ...ownColumns({ deadline: null }),
      deadline_locked_at: null,
    })
    .where("id", "=", id)
    .execute();
  await storeDue(tx, id);
}

/** If the user's own deadline is an extension or a reset, it stays unchanged. */
async function storeBesideGroups(
  tx: Queryable,
  id: string,
  { own_deadline }: Pick<AccountRow, "own_deadline">,
  { isRequired, grace, now }: { isRequired: boolean; grace: Grace; now: number },
): Promise<void> {
  const hasOther = own_deadline === "extended" || own_deadline === "reset";
  const own = isRequired ? ({ kind: "set", ...deadlineIn(grace) } as const) : null;
  await tx
    .updateTable("accounts")
    .set({ mfa_only_by_groups: isRequired ? 0 : 1, ...(hasOther ? {} : ownColumns({ deadline: own })) })
    .where("id", "=", id)
    .execute();
  await storeRequirement(tx, id, now);
}

type GivenDeadline = Partial<Grace> & { kind: OwnDeadline["kind"] };

/** Also removes the lock of an earlier deadline. */
export async function storeGrace(
  tx: Queryable,
  id: string,
  { kind, ...grace }: GivenDeadline,
  now: number,
): Promise<void> {
  const deadline = { kind, ...deadlineIn({ enrol_by: null, days_from_acceptance: null, ...grace }) };
  await tx
    .updateTable("accounts")
    .set({ ...grace, ...ownColumns({ deadline }), mfa_required_at: now, deadline_locked_at: null })
    .where("id", "=", id)
    .execute();
  await storeDue(tx, id);
}

function deadlineIn({ enrol_by, days_from_acceptance }: Grace): Deadline {
  return { enrolBy: enrol_by, daysFromAcceptance: days_from_acceptance };
}
