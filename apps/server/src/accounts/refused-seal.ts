import type { EventKind } from "@sallyport/contract/event-kinds";
import { record } from "../activity/activity.ts";
import type { Clock } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type SealedKind, SealRefused, sealedIn } from "../factors/seal.ts";
import { findAccount } from "./accounts.repository.ts";

interface Parts {
  database: Database;
  clock: Clock;
}

const events: Record<SealedKind, EventKind> = {
  "authenticator app": "totp_secret_refused",
  passkey: "passkey_public_key_refused",
};

export async function recordRefusedSeal(
  { database, clock }: Parts,
  error: unknown,
  address: string,
): Promise<void> {
  if (!(error instanceof SealRefused)) return;
  const { kind, factor } = error;
  const owner = await findAccount(database, factor.account_id);
  await record(database, {
    at: clock.now(),
    kind: events[kind],
    actor: null,
    ...(owner ? { subject: owner } : {}),
    outcome: "failure",
    detail: `${kind} ${factor.id}: its sealed ${sealedIn[kind]} was altered, or moved there from elsewhere`,
    address,
  });
}
