import { randomBytes } from "node:crypto";
import type { Passwords } from "@sallyport/server/src/passwords/passwords.ts";

interface Given {
  password?: string | undefined;
}

export type Hashed<Account> = Account & { password: string; passwordHash: string };

/** A new password has 128 random bits. */
export function hashPasswords<Account extends Given>(
  passwords: Passwords,
  accounts: readonly Account[],
): Promise<Hashed<Account>[]> {
  return Promise.all(
    accounts.map(async (account) => {
      const password = account.password ?? randomBytes(16).toString("base64url");
      return { ...account, password, passwordHash: await passwords.hash(password) };
    }),
  );
}
