import { deleteAdministrator as contract } from "@sallyport/contract/administrators";
import { carryOut } from "../carry-out.ts";
import { deleteSubject, refuseMistyped } from "../delete-account.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { findAdministrators } from "./administrators.repository.ts";
import { findAdministrator } from "./change-administrator.ts";
import { isLastOwner } from "./rules/last-owner.ts";

export function deleteAdministrator(
  parts: AccountsParts,
  actor: Actor,
  { id, confirmation }: { id: string; confirmation: string },
): Promise<Record<string, never>> {
  return carryOut(parts, { actor, what: contract.summary }, async (here) => {
    const { tx, now } = here;
    const subject = await findAdministrator(tx, id);
    refuseMistyped(confirmation, subject.account.email);
    await deleteSubject(
      { ...here, subject },
      { isLastOwner: isLastOwner(subject, await findAdministrators(tx), now) },
    );
    return {};
  });
}
