import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import { isEnrolled } from "../../factors/rules/factors.ts";
import { isDeadlinePassed } from "../../journey/journey.ts";
import { extendedMail, shortenedMail } from "../../mail/templates/set-up.ts";
import { requireProof } from "../../sessions/require-proof.ts";
import { setUpLink } from "../../set-up-links/set-up-link.ts";
import { authorOf, type Change, recordAct } from "../carry-out.ts";
import { accountFacts } from "../facts.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { changeUser } from "./change-user.ts";
import { type Grace, graceOf, inWords, isProofNeeded, laterGrace, moreTime } from "./grace.ts";
import { storeGrace } from "./users.repository.ts";

/** Also removes the lock that the old deadline caused (record 0036). */
export function extendDeadline(
  parts: AccountsParts,
  actor: Actor,
  { id, days }: { id: string; days: number },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.extendDeadline.summary }, async (change) => {
    const { account } = waiting(change);
    const isDue = account.state !== "staged" && account.enrol_by === null;
    // defence: AT-82
    if (isProofNeeded(isLockedByDeadline(change) || isDue, days))
      requireProof(change.actor.caller, "second-factor", change.now);
    await extend(parts, change, graceOf(account, days, change.now));
  });
}

/**
 * Adds the days to the old deadline. The new deadline can be far away, so reauthentication is always needed.
 */
export async function extendByDays(parts: AccountsParts, change: Change, days: number): Promise<void> {
  const { account } = waiting(change);
  requireProof(change.actor.caller, "second-factor", change.now);
  await extend(parts, change, laterGrace(account, days, change.now));
}

async function extend(parts: AccountsParts, change: Change, next: Grace): Promise<void> {
  const { account } = change.subject;
  const isLocked = isLockedByDeadline(change);
  if (!isLocked && moreTime(account, next) <= 0) throw new Refused("not-later");
  await storeGrace(change.tx, account.id, { kind: "extended", ...next }, change.now);
  const detail = `extended to ${inWords(next)}`;
  await recordAct(change, "user_mfa_requirement", detail);
  if (isLocked) await recordAct(change, "user_unlocked", detail);
  await tell(parts, change, next, extendedMail);
}

/** Refuses if the deadline has passed or set-up is due at the next login. */
export function shortenDeadline(
  parts: AccountsParts,
  actor: Actor,
  { id, days }: { id: string; days: number },
): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.shortenDeadline.summary }, async (change) => {
    const { account } = waiting(change);
    const next = graceOf(account, days, change.now);
    if (isLockedByDeadline(change) || moreTime(account, next) >= 0) throw new Refused("not-earlier");
    // A shortened extension stays an extension, which overrides the deadlines of groups.
    await storeGrace(change.tx, id, { kind: account.own_deadline ?? "set", ...next }, change.now);
    const detail = `from ${inWords(account)} to ${inWords(next)}`;
    await recordAct(change, "user_mfa_deadline_shorten", detail);
    await tell(parts, change, next, shortenedMail);
  });
}

function waiting({ subject }: Change): Change["subject"] {
  if (subject.account.mfa_required === 0 || isEnrolled(subject.factors)) throw new Refused("not-now");
  return subject;
}

function isLockedByDeadline({ subject, now }: Change): boolean {
  return subject.account.deadline_locked_at !== null || isDeadlinePassed(accountFacts(subject), now);
}

async function tell(
  parts: AccountsParts,
  change: Change,
  grace: Grace,
  mail: typeof shortenedMail,
): Promise<void> {
  const { tx, subject, now } = change;
  if (grace.enrol_by === null) return;
  const url = await setUpLink(tx, parts, { ...subject.account, ...grace }, now);
  await parts.outbox.queue(tx, mail(subject.account, grace.enrol_by, url, authorOf(change)), now);
}
