import type { User } from "@sallyport/contract/users";
import type { Queryable } from "../database/database.ts";
import { Refused } from "../http/problems.ts";
import { findHolder, type Holder } from "./accounts.repository.ts";
import { actingNow, type Change } from "./acting.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { viewUser } from "./view.ts";

/** Changes one user in one transaction and answers with how they stand afterwards. */
export async function changeUser(
  { database, clock }: AccountsParts,
  id: string,
  given: Act,
  make: (change: Change) => Promise<void>,
): Promise<User> {
  const now = clock.now();
  return database.transaction().execute(async (tx) => {
    const act = await actingNow(tx, given, now);
    await make({ tx, act, holder: await findUser(tx, id), now });
    return viewUser(tx, await findUser(tx, id), now);
  });
}

export async function findUser(database: Queryable, id: string): Promise<Holder> {
  const holder = await findHolder(database, id);
  if (holder?.account.realm !== "user") throw new Refused("not-found");
  return holder;
}
