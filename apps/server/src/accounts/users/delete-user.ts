import { deleteUser as contract } from "@sallyport/contract/user-security";
import { carryOut } from "../carry-out.ts";
import { deleteSubject } from "../delete-account.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findUser } from "./find-user.ts";

export function deleteUser(
  parts: AccountsParts,
  actor: Actor,
  { id, confirmation }: { id: string; confirmation: string },
): Promise<Record<string, never>> {
  return carryOut(parts, { actor, what: contract.summary }, async (here) => {
    const subject = await findUser(here.tx, id);
    const expected = subject.account.username ?? "";
    await deleteSubject({ ...here, subject }, { confirmation, expected, isLastOwner: false });
    return {};
  });
}
