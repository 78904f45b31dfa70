import type { Administrator } from "@sallyport/contract/administrators";
import * as contract from "@sallyport/contract/administrators";
import { acceptCodes } from "../accept-codes.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { unlock } from "../unlock.ts";
import { changeAdministrator } from "./change-administrator.ts";

export function unlockAdministrator(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Promise<Administrator> {
  return changeAdministrator(parts, { id, actor, what: contract.unlockAdministrator.summary }, (change) =>
    unlock(change, "admin_unlocked"),
  );
}

export function acceptAdministratorCodes(
  parts: AccountsParts,
  actor: Actor,
  { id }: { id: string },
): Promise<Administrator> {
  const what = contract.acceptAdministratorCodes.summary;
  return changeAdministrator(parts, { id, actor, what }, (change) =>
    acceptCodes(parts, change, "admin_totp_codes_accepted_again"),
  );
}
