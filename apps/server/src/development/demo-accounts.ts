import { randomInt } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { insertAccount } from "../accounts/accounts.repository.ts";
import type { AppParts } from "../app.ts";

const demo = [
  { realm: "administrator", role: "owner", username: null, email: "ada@example.com", name: "Ada Admin" },
  {
    realm: "administrator",
    role: "administrator",
    username: null,
    email: "grace@example.com",
    name: "Grace Admin",
  },
  { realm: "user", username: "ursula", email: "ursula@example.com", name: "Ursula User" },
] as const;

/** Makes demo accounts in a database without any, and writes their passwords down for `npm start` to print. */
export async function makeDemoAccounts(parts: AppParts, file: string): Promise<void> {
  const { database, clock, passwords } = parts;
  const existing = await database.selectFrom("accounts").select("id").limit(1).executeTakeFirst();
  if (existing) return;
  const made = demo.map((account) => ({ ...account, password: newPassword() }));
  const hashes = await Promise.all(made.map(({ password }) => passwords.hash(password)));
  // Written before the accounts are: a password that no account has yet is harmless, the reverse locks people out.
  const lines = made.map(({ realm, username, email, password }) => ({
    realm,
    login: username ?? email,
    password,
  }));
  await writeFile(`${file}.new`, `${JSON.stringify(lines, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  await database.transaction().execute(async (tx) => {
    for (const [index, { password: _, ...account }] of made.entries()) {
      const passwordHash = hashes[index];
      if (passwordHash === undefined) throw new Error("Every demo account has a password.");
      await insertAccount(tx, { ...account, passwordHash, now: clock.now() });
    }
  });
}

/** Four groups of five letters and digits that are hard to confuse: about 97 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
