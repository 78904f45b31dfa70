import type { Reply } from "@sallyport/contract/endpoint";
import type * as contract from "@sallyport/contract/own-applications";
import { quoted } from "@sallyport/contract/quoted-names";
import type { Actor, SessionAccount } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { type Clock, instant } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import type { Database } from "../database/database.ts";
import { inTransaction } from "../database/transactions.ts";
import { endLoginsTo, loginsOf } from "./application-logins.repository.ts";

export interface OwnLoginsParts {
  database: Database;
  clock: Clock;
}

export async function listApplicationLogins(
  { database, clock }: OwnLoginsParts,
  { caller: { account } }: Actor<SessionAccount>,
): Promise<Reply<typeof contract.listApplicationLogins>> {
  const rows = await loginsOf(database, account.id, clock.now());
  return {
    logins: rows.map(({ id, name, kind, logout_address, began_at, last_login_at }) => ({
      id,
      name,
      beganAt: instant(began_at),
      lastLoginAt: instant(last_login_at),
      isTold: kind === "proxy" || logout_address !== null,
    })),
  };
}

/** Needs no reauthentication, because ending a login weakens nothing. */
export async function endApplicationLogin(
  parts: OwnLoginsParts,
  actor: Actor<SessionAccount>,
  { id }: { id: string },
): Promise<Reply<typeof contract.endApplicationLogin>> {
  const { account } = actor.caller;
  const now = parts.clock.now();
  await inTransaction(parts.database, [`account ${account.id}`], async (tx) => {
    const name = await endLoginsTo(tx, { accountId: account.id, applicationId: id });
    if (name === undefined) throw new Refused("not-found");
    const { address } = actor.visit;
    await record(tx, { at: now, kind: "application_logout", actor: account, detail: quoted(name), address });
  });
  return listApplicationLogins(parts, actor);
}
