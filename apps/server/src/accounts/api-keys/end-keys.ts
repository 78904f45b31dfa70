import { record } from "../../activity/activity.ts";
import type { Queryable } from "../../database/database.ts";
import type { AccountRow } from "../../database/schema.ts";
import { deleteKeysOf, ownersOfKeys } from "./api-keys.repository.ts";

interface Ending {
  /** Null if the server or a command ends the keys. */
  by: Pick<AccountRow, "id" | "email"> | null;
  address: string | null;
  why: string;
  now: number;
}

/** A later promotion or activation doesn't bring the keys back. */
export async function endKeysOf(
  tx: Queryable,
  owner: Pick<AccountRow, "id" | "email" | "realm">,
  { by, address, why, now }: Ending,
): Promise<number> {
  if (owner.realm !== "administrator") return 0;
  const names = await deleteKeysOf(tx, owner.id);
  if (names.length === 0) return 0;
  const detail = `${why}: ${names.join(", ")}`;
  await record(tx, { at: now, kind: "api_keys_ended", actor: by, subject: owner, detail, address });
  return names.length;
}

/** @returns the number of ended keys */
export async function endEveryKey(tx: Queryable, ending: Ending): Promise<number> {
  let count = 0;
  for (const owner of await ownersOfKeys(tx)) count += await endKeysOf(tx, owner, ending);
  return count;
}
