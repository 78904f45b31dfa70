import type { Administrator } from "@sallyport/contract/administrators";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts.repository.ts";
import { type Attempt, type Change, carryOut } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";
import { mayActOn } from "./rules/roles.ts";
import { viewAdministrator } from "./view-administrator.ts";

export interface Target extends Attempt {
  id: string;
  mayBeOneself?: boolean;
}

export function changeAdministrator(
  parts: AccountsParts,
  { id, mayBeOneself = false, ...attempt }: Target,
  make: (change: Change) => Promise<void>,
): Promise<Administrator> {
  return carryOut(parts, attempt, async (here) => {
    const { tx, now } = here;
    const author = here.actor.caller.account;
    const subject = await findAdministrator(tx, id);
    // defence: AT-07
    if (!mayActOn(author.role, subject.account.role)) throw new Refused("forbidden");
    if (author.id === id && !mayBeOneself) throw new Refused("forbidden");
    await make({ ...here, subject });
    return viewAdministrator(tx, await findAdministrator(tx, id), author, now);
  });
}

export async function findAdministrator(database: Queryable, id: string): Promise<AccountWithFactors> {
  const subject = await findAccountWithFactors(database, id);
  if (subject?.account.realm !== "administrator") throw new Refused("not-found");
  return subject;
}
