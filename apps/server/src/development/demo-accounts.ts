import { randomInt } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { findAccountByLogin, hasAnyAccount, insertAccount } from "../accounts/accounts.repository.ts";
import type { AppParts } from "../app.ts";
import { inTransaction } from "../database/transactions.ts";

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

const Written = z.array(
  z.object({ realm: z.enum(["administrator", "user"]), login: z.string(), password: z.string().nullable() }),
);

type Parts = Pick<AppParts, "database" | "clock" | "passwords">;

export async function prepareDemoAccounts(parts: Parts, file: string): Promise<void> {
  if (await hasAnyAccount(parts.database)) await write(file, await whatIsStillTrue(parts, await read(file)));
  else await make(parts, file);
}

async function make({ database, clock, passwords }: Parts, file: string): Promise<void> {
  const made = demo.map((account) => ({ ...account, password: newPassword() }));
  const hashes = await Promise.all(made.map(({ password }) => passwords.hash(password)));
  // The file is written first, so a failure can't leave accounts with unknown passwords.
  await write(
    file,
    made.map(({ realm, username, email, password }) => ({ realm, login: username ?? email, password })),
  );
  await inTransaction(database, "everything", async (tx) => {
    for (const [index, { password: _, ...account }] of made.entries()) {
      const passwordHash = hashes[index];
      if (passwordHash === undefined) throw new Error("Every demo account has a password.");
      await insertAccount(tx, { ...account, passwordHash, now: clock.now() });
    }
  });
}

function whatIsStillTrue(
  { database, passwords }: Parts,
  written: z.infer<typeof Written>,
): Promise<z.infer<typeof Written>> {
  return Promise.all(
    written.map(async ({ realm, login, password }) => {
      const account = await findAccountByLogin(database, realm, login);
      const isTrue = await passwords.isRight(password ?? "", account?.password_hash ?? null);
      return { realm, login, password: isTrue ? password : null };
    }),
  );
}

export async function addWritten(file: string, accounts: z.infer<typeof Written>): Promise<void> {
  await write(file, [...(await read(file)), ...accounts]);
}

async function read(file: string): Promise<z.infer<typeof Written>> {
  try {
    return Written.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return [];
  }
}

async function write(file: string, lines: z.infer<typeof Written>): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(lines, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** About 99 random bits, without characters that look alike. */
export function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
