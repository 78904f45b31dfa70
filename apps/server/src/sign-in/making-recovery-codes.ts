import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import {
  findRecoverySet,
  markRecoveryCodesSaved,
  replaceRecoveryCodes,
} from "../factors/recovery-codes.repository.ts";
import { newRecoverySet, recoverySetId } from "../factors/recovery-codes.ts";
import { isAllowed, type JourneyEvent } from "../journey/journey.ts";
import { forgetWrongCodes } from "../limits/wrong-codes.repository.ts";
import { recoveryCodesMadeMail } from "../mail/templates/factors.ts";
import { requireProof } from "../sessions/require-proof.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";
import type { Act, Visitor } from "./visitor.ts";

interface Making {
  event: JourneyEvent;
  /** Whether the owner asked for the codes; otherwise they count as saved only once the owner says so. */
  isAskedFor: boolean;
  /** Checked before and after the codes are hashed. */
  refuse: (here: Visitor, now: number) => void;
}

interface Made {
  /** Names this set. */
  set: string;
  codes: string[];
}

/** Makes an account's recovery codes; those before end. They are in this reply, and nowhere else in clear. */
export async function makeRecoveryCodes(
  { database, clock, passwords, outbox }: SignInParts,
  { asker, visit }: Act,
  { event, isAskedFor, refuse }: Making,
): Promise<Made> {
  const now = clock.now();
  if (!isAllowed(asker.standing.at, event)) throw new Refused("not-now");
  refuse(asker, now);
  const { codes, ...set } = await newRecoverySet(passwords, networkOf(visit.address));
  await database.transaction().execute(async (tx) => {
    const here = await standFor(tx, asker, event, now);
    refuse(here, now);
    const { account, factors } = here.holder;
    const savedAt = isAskedFor ? now : null;
    await replaceRecoveryCodes(tx, { accountId: account.id, ...set, savedAt, now });
    await forgetWrongCodes(tx, account.id, "recovery-code");
    const kind = eventOf(account.realm, "user_recovery_codes_create", "admin_recovery_codes_create");
    await record(tx, { at: now, kind, actor: account, address: visit.address });
    // The first set comes with set-up, which has a mail of its own.
    if (isAskedFor || factors.recoveryCodes)
      await outbox.queue(tx, recoveryCodesMadeMail(account, visit.address), now);
  });
  return { set: recoverySetId(set.salt), codes };
}

/** On the page that says set-up is complete, and only the first. */
export function makeFirstRecoveryCodes(parts: SignInParts, act: Act): Promise<Made> {
  return makeRecoveryCodes(parts, act, {
    event: "recovery-codes-made",
    isAskedFor: false,
    refuse: ({ holder: { factors } }) => {
      if (factors.recoveryCodes) throw new Refused("already-done");
    },
  });
}

/** On the same page after a reload, which has lost the codes: others in their place, while they are not saved. */
export function replaceFirstRecoveryCodes(parts: SignInParts, act: Act): Promise<Made> {
  return makeRecoveryCodes(parts, act, {
    event: "recovery-codes-made",
    isAskedFor: false,
    refuse: (here, now) => {
      requireProof(here, "strongest-factor", now);
      if (here.holder.factors.recoveryCodes?.isSaved) throw new Refused("already-done");
    },
  });
}

/** The owner says that the set on that page is saved; until then they are reminded. Another page may have ended it. */
export async function keepFirstRecoveryCodes(
  { database, clock }: SignInParts,
  { asker }: Pick<Act, "asker">,
  { set: shown }: { set: string },
): Promise<Record<string, never>> {
  const now = clock.now();
  await database.transaction().execute(async (tx) => {
    const { holder } = await standFor(tx, asker, "recovery-codes-saved", now);
    const set = await findRecoverySet(tx, holder.account.id);
    if (!set) throw new Refused("not-now");
    if (recoverySetId(set.salt) !== shown) throw new Refused("changed-meanwhile");
    await markRecoveryCodesSaved(tx, set, now);
  });
  return {};
}
