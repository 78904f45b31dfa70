import type { Database } from "../database/database.ts";
import type { AccountRow } from "../database/schema.ts";
import { isAsTyped, type Passwords } from "../passwords/passwords.ts";

type Known = Pick<AccountRow, "id" | "password_hash" | "password_set_at">;

/**
 * Replaces a hash of how a right password was once typed, so that its other spellings are right from then on. After the
 * answer was decided: until then each takes one hash (record 0023).
 */
export async function renewHash(
  { database, passwords }: { database: Database; passwords: Passwords },
  { id, password_hash: before }: Known,
  given: string,
  network: string,
): Promise<void> {
  const renewed = before && (await passwords.renewed(given, before, network));
  if (!renewed) return;
  await database
    .updateTable("accounts")
    .set({ password_hash: renewed })
    .where("id", "=", id)
    .where("password_hash", "=", before)
    .execute();
}

/** Whether an account still has the password that was hashed for it, also if another request renewed its hash meanwhile. */
export function isSamePassword(before: Known | null, now: Known | null): boolean {
  if (before?.password_hash === now?.password_hash) return true;
  if (!before?.password_hash || !now?.password_hash || !isAsTyped(before.password_hash)) return false;
  return !isAsTyped(now.password_hash) && before.password_set_at === now.password_set_at;
}
