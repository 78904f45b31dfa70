import type { User } from "@sallyport/contract/users";
import * as contract from "@sallyport/contract/users";
import { acceptCodes } from "../accept-codes.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { unlock } from "../unlock.ts";
import { changeUser } from "./change-user.ts";

export function unlockUser(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.unlockUser.summary }, (change) =>
    unlock(change, "user_unlocked"),
  );
}

export function acceptUserCodes(parts: AccountsParts, actor: Actor, { id }: { id: string }): Promise<User> {
  return changeUser(parts, { id, actor, what: contract.acceptUserCodes.summary }, (change) =>
    acceptCodes(parts, change, "totp_codes_accepted_again"),
  );
}
