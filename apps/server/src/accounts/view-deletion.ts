import type { Deletion } from "@sallyport/contract/deletion";
import { instantOrNull } from "../core/clock.ts";
import type { AccountRow } from "../database/schema.ts";
import { deletableFrom, isDeletable } from "./rules/deletion.ts";

export function viewDeletion(account: AccountRow, now: number): Deletion {
  return { isPossible: isDeletable(account, now), possibleFrom: instantOrNull(deletableFrom(account)) };
}
