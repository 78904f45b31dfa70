import { deleteUser as contract } from "@sallyport/contract/user-security";
import { carryOut } from "../carry-out.ts";
import { deleteSubject, refuseMistyped } from "../delete-account.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findUser } from "./find-user.ts";

export function deleteUser(
  parts: AccountsParts,
  actor: Actor,
  { id, confirmation }: { id: string; confirmation: string },
): Promise<Record<string, never>> {
  return carryOut(parts, { actor, what: contract.summary }, async (here) => {
    const subject = await findUser(here.tx, id);
    refuseMistyped(confirmation, subject.account.username ?? "");
    await deleteSubject({ ...here, subject }, { isLastOwner: false });
    return {};
  });
}
