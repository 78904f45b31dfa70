import { deleteApplication as contract } from "@sallyport/contract/applications/applications";
import { carryOut } from "../accounts/carry-out.ts";
import type { Actor } from "../accounts/parts.ts";
import { Refused } from "../core/refusal.ts";
import { type ApplicationsParts, found, note } from "./applications.ts";
import * as rows from "./changes.repository.ts";

export function deleteApplication(
  parts: ApplicationsParts,
  given: Actor,
  { id, confirmation }: { id: string; confirmation: string },
): Promise<Record<string, never>> {
  return carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    const { name } = (await found(tx, id)).row;
    if (confirmation !== name.toLowerCase()) throw new Refused("invalid-request", { fields: [mistyped] });
    await rows.deleteApplication(tx, id);
    await note(tx, { actor, now }, "application_delete", { name });
    return {};
  });
}

const mistyped = { path: "confirmation", message: "This isn't the name of the application." };
