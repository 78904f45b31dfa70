import type { Administrator } from "@sallyport/contract/administrators";
import type { Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { findHolder, type Holder } from "./accounts.repository.ts";
import { actingNow, type Change, recordRefusedAccess } from "./acting.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { mayActOn } from "./rules/roles.ts";
import { viewAdministrator } from "./view.ts";

export interface Target {
  id: string;
  act: Act;
  /** For the audit record of a refusal. */
  what: string;
  /** Whether it may be done to one's own account. */
  mayBeOneself?: boolean;
}

/**
 * Changes one administrator in one transaction, and answers with how they stand afterwards. Nobody reaches above their
 * own role; the refusal of one who tries is recorded after the transaction was given up.
 */
export async function changeAdministrator(
  { database, clock }: AccountsParts,
  { id, act: given, what, mayBeOneself = false }: Target,
  make: (change: Change) => Promise<void>,
): Promise<Administrator> {
  const now = clock.now();
  const changing = database.transaction().execute(async (tx) => {
    const act = await actingNow(tx, given, now);
    const actor = act.asker.holder.account;
    const holder = await findAdministrator(tx, id);
    if (!mayActOn(actor.role, holder.account.role)) throw new Refused("forbidden");
    if (actor.id === id && !mayBeOneself) throw new Refused("forbidden");
    await make({ tx, act, holder, now });
    return viewAdministrator(await findAdministrator(tx, id), actor);
  });
  return changing.catch(async (error: unknown) => {
    await recordRefusedAccess(database, { act: given, what, now }, error);
    throw error;
  });
}

async function findAdministrator(database: Queryable, id: string): Promise<Holder> {
  const holder = await findHolder(database, id);
  if (holder?.account.realm !== "administrator") throw new Refused("not-found");
  return holder;
}
