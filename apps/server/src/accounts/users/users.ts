import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { mfaRequiredMail } from "../../mail/templates/set-up.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { setUpLink } from "../../set-up-links/set-up-link.ts";
import { emailKey, refuseTaken } from "../accounts.repository.ts";
import { type Change, recordAct, recordRepeatableAct } from "../carry-out.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { findUser, lastChange } from "./find-user.ts";
import { graceOf, inWords, noGrace } from "./grace.ts";
import { redirectMails } from "./redirect-mails.ts";
import { type Details, storeDetails, storeUserRequirement } from "./users.repository.ts";
import { isRequiredForUser, userVersion, viewUser } from "./view-user.ts";

export async function showUser(
  { database, clock }: AccountsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<User> {
  return viewUser(database, await findUser(database, id), clock.now());
}

export type Requirement = { isRequired: false } | { isRequired: true; days: number };

/** An omitted field stays unchanged. */
export interface UserChanges {
  id: string;
  version?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  mfa?: Requirement | undefined;
}

export function saveUser(
  parts: AccountsParts,
  actor: Actor,
  { id, version, mfa, ...typed }: UserChanges,
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.saveUser.summary }, async (change) => {
    const { account } = change.subject;
    if (version !== undefined && version !== userVersion(account)) {
      const kinds = ["user_update", "user_mfa_requirement"] as const;
      throw new Refused("changed-meanwhile", await lastChange(change.tx, id, [...kinds]));
    }
    const details = { name: typed.name ?? account.name, email: typed.email ?? account.email };
    if (typed.name !== undefined || typed.email !== undefined) await saveDetails(parts, change, details);
    // defence: AT-16
    if (mfa && mfa.isRequired !== isRequiredForUser(account))
      await saveRequirement(parts, change, mfa, details);
  });
}

async function saveDetails(parts: AccountsParts, change: Change, { name, email }: Details): Promise<void> {
  const { tx } = change;
  const { account } = change.subject;
  await refuseTaken(tx, { realm: "user", email, exceptId: account.id });
  const isNewAddress = emailKey(email) !== account.email_key;
  if (isNewAddress) await redirectMails(parts, change, email);
  await storeDetails(tx, account.id, { name, email, isNewAddress });
  const changes = [
    ...(name === account.name ? [] : [`name from ${account.name} to ${name}`]),
    ...(email === account.email ? [] : [`e-mail from ${account.email} to ${email}`]),
  ];
  // Password reset links go to this address, so the log records every change.
  const recordChange = email === account.email ? recordRepeatableAct : recordAct;
  await recordChange(change, "user_update", changes.join("; "));
}

/** If the user has already set up MFA, no deadline changes. */
export function requireMfa(parts: AccountsParts, change: Change, days: number): Promise<void> {
  return saveRequirement(parts, change, { isRequired: true, days }, change.subject.account);
}

export async function saveRequirement(
  parts: AccountsParts,
  change: Change,
  mfa: Requirement,
  mailTo: Details,
): Promise<void> {
  const { tx, actor, subject, now } = change;
  const { account, factors } = subject;
  if (!mfa.isRequired) requireProof(actor.caller, "second-factor", now);
  const grace = mfa.isRequired ? graceOf(account, mfa.days, now) : noGrace;
  await storeUserRequirement(tx, account.id, { isRequired: mfa.isRequired, grace, now });
  const stored = (await findUser(tx, account.id)).account;
  const ended = stored.mfa_required === 1 ? "required only by groups now" : "no longer required";
  const detail = mfa.isRequired ? `required, to set up by ${inWords(stored)}` : ended;
  await recordAct(change, "user_mfa_requirement", detail);
  const deadline = mfa.isRequired && stored.enrol_by !== account.enrol_by ? stored.enrol_by : null;
  if (deadline !== null && !isEnrolled(factors) && account.state === "active") {
    const url = await setUpLink(tx, parts, { ...account, enrol_by: deadline }, now);
    await parts.outbox.queue(
      tx,
      mfaRequiredMail({ ...account, ...mailTo }, deadline, url, actor.caller.account),
      now,
    );
  }
}
