import * as administrators from "@sallyport/contract/administrators";
import * as users from "@sallyport/contract/users";
import { endWaits } from "../limits/wrong-codes.repository.ts";
import { type Change, recordAct } from "./acting.ts";
import { changeAdministrator } from "./changing-administrators.ts";
import { changeUser } from "./changing-users.ts";
import { forgetAllWrongPasswords } from "./locks.repository.ts";
import type { AccountsParts, Act } from "./parts.ts";

export function unlockUser(parts: AccountsParts, id: string, act: Act): Promise<users.User> {
  return changeUser(parts, { id, act, what: users.unlockUser.summary }, (change) =>
    unlock(change, "user_unlocked"),
  );
}

export function unlockAdministrator(
  parts: AccountsParts,
  id: string,
  act: Act,
): Promise<administrators.Administrator> {
  const what = administrators.unlockAdministrator.summary;
  return changeAdministrator(parts, { id, act, what }, (change) => unlock(change, "admin_unlocked"));
}

/** Lifts the waits of wrong passwords and wrong codes. A disabled authenticator stays so: that takes a reset. */
async function unlock(change: Change, kind: "user_unlocked" | "admin_unlocked"): Promise<void> {
  const { tx, holder } = change;
  await forgetAllWrongPasswords(tx, holder.account.id);
  await endWaits(tx, holder.account.id);
  await recordAct(change, kind);
}
