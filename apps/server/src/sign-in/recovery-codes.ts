import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { networkOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";
import { inTransaction } from "../database/transactions.ts";
import { markRecoveryCodesSaved, replaceRecoveryCodes } from "../factors/recovery-codes.repository.ts";
import { newRecoverySet, recoverySetId } from "../factors/recovery-codes.ts";
import { isAllowed, type JourneyEvent } from "../journey/journey.ts";
import { forgetWrongCodes } from "../limits/wrong-codes.repository.ts";
import { recoveryCodesMadeMail } from "../mail/templates/factors.ts";
import { requireProof } from "../sessions/require-proof.ts";
import type { Caller } from "./caller.ts";
import { eventOf, type SignInParts, standFor } from "./step.ts";

interface Making {
  event: JourneyEvent;
  /** True if the user asked for the codes. If false, the user must still confirm that the codes are saved. */
  isAskedFor: boolean;
  refuse: (here: Caller, now: number) => void;
}

interface Made {
  set: string;
  codes: string[];
}

export async function makeRecoveryCodes(
  { database, clock, passwords, outbox }: SignInParts,
  { caller, visit }: Actor<Caller>,
  { event, isAskedFor, refuse }: Making,
): Promise<Made> {
  const now = clock.now();
  if (!isAllowed(caller.standing.at, event)) throw new Refused("not-now");
  refuse(caller, now);
  const { codes, ...set } = await newRecoverySet(passwords, networkOf(visit.address));
  await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, event, now);
    refuse(here, now);
    const { account, factors } = here;
    const savedAt = isAskedFor ? now : null;
    await replaceRecoveryCodes(tx, { accountId: account.id, ...set, savedAt, now });
    await forgetWrongCodes(tx, account.id, "recovery-code");
    const kind = eventOf(account.realm, "user_recovery_codes_create", "admin_recovery_codes_create");
    await record(tx, { at: now, kind, actor: account, address: visit.address });
    // Set-up sends its own mail about the first codes.
    if (isAskedFor || factors.recoveryCodes)
      await outbox.queue(tx, recoveryCodesMadeMail(account, visit.address), now);
  });
  return { set: recoverySetId(set.salt), codes };
}

export function makeFirstRecoveryCodes(parts: SignInParts, actor: Actor<Caller>): Promise<Made> {
  return makeRecoveryCodes(parts, actor, {
    event: "recovery-codes-made",
    isAskedFor: false,
    refuse: ({ factors }) => {
      if (factors.recoveryCodes) throw new Refused("already-done");
    },
  });
}

export function replaceFirstRecoveryCodes(parts: SignInParts, actor: Actor<Caller>): Promise<Made> {
  return makeRecoveryCodes(parts, actor, {
    event: "recovery-codes-made",
    isAskedFor: false,
    refuse: (here, now) => {
      requireProof(here, "strongest-factor", now);
      if (here.factors.recoveryCodes?.isSaved) throw new Refused("already-done");
    },
  });
}

export async function keepFirstRecoveryCodes(
  { database, clock }: SignInParts,
  { caller }: Pick<Actor<Caller>, "caller">,
  { set: shown }: { set: string },
): Promise<Record<string, never>> {
  const now = clock.now();
  await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const { account, factors } = await standFor(tx, caller, "recovery-codes-saved", now);
    if (!factors.recoveryCodes) throw new Refused("not-now");
    const { salt } = factors.recoveryCodes;
    if (recoverySetId(salt) !== shown) throw new Refused("changed-meanwhile");
    await markRecoveryCodesSaved(tx, { accountId: account.id, salt, now });
  });
  return {};
}
