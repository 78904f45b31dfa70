import type { User } from "@sallyport/contract/users";
import { type Attempt, type Change, carryOut } from "../carry-out.ts";
import type { AccountsParts } from "../parts.ts";
import { findUser } from "./find-user.ts";
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
