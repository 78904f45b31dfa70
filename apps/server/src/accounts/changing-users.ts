import type { User } from "@sallyport/contract/users";
import { type EventKind, record } from "../audit/audit.ts";
import type { Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { findHolder, type Holder } from "./accounts.repository.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { viewUser } from "./view.ts";

/** Changes one user in one transaction and answers with how they stand afterwards. */
export async function changeUser(
  { database, clock }: AccountsParts,
  id: string,
  make: (tx: Queryable, holder: Holder, now: number) => Promise<void>,
): Promise<User> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    await make(tx, await findUser(tx, id), now);
    return viewUser(tx, await findUser(tx, id), now);
  });
}

export async function findUser(database: Queryable, id: string): Promise<Holder> {
  const holder = await findHolder(database, id);
  if (holder?.account.realm !== "user") throw new Refused("not-found");
  return holder;
}

export interface ActRecord {
  act: Act;
  kind: EventKind;
  holder: Holder;
  now: number;
  detail?: string;
}

export function recordAct(tx: Queryable, { act, kind, holder, now, detail = "" }: ActRecord): Promise<void> {
  const actor = act.asker.holder.account;
  return record(tx, { at: now, kind, actor, subject: holder.account, detail, address: act.visit.address });
}
