import type { User } from "@sallyport/contract/users";
import { Refused } from "../../core/refusal.ts";
import type { Queryable } from "../../database/database.ts";
import { type AccountWithFactors, findAccountWithFactors } from "../accounts.repository.ts";
import { type Attempt, type Change, carryOut } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";
import { viewUser } from "./view-user.ts";

export function changeUser(
  parts: AccountsParts,
  { id, ...attempt }: Attempt & { id: string },
  make: (change: Change) => Promise<void>,
): Promise<User> {
  return carryOut(parts, attempt, async (here) => {
    const { tx, now } = here;
    await make({ ...here, subject: await findUser(tx, id) });
    return viewUser(tx, await findUser(tx, id), now);
  });
}

export async function findUser(database: Queryable, id: string): Promise<AccountWithFactors> {
  const subject = await findAccountWithFactors(database, id);
  if (subject?.account.realm !== "user") throw new Refused("not-found");
  return subject;
}
