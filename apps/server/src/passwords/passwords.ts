import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { Refused } from "../http/problems.ts";

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. It is the default algorithm here.
const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const longestQueue = 256;

/** `memoryCost` in KiB, `timeCost` in passes, `parallelism` in lanes (RFC 9106 §3.1). */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for no hash at all (unknown account, no password yet) as for a wrong password. */
  isRight(password: string, passwordHash: string | null): Promise<boolean>;
}

/** Hashes with argon2id, no more at once than there are cores: beyond that, each only slows the others. */
export async function createPasswords(cost: PasswordCost = usualCost): Promise<Passwords> {
  const inTurn = pLimit(availableParallelism());
  const nobodys = await hash(randomBytes(32), cost);
  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    if (inTurn.pendingCount >= longestQueue) throw new Refused("too-many-requests", { retryAfterSeconds: 5 });
    return inTurn(work);
  };
  return {
    hash: async (password) => queued(() => hash(password, cost)),
    isRight: async (password, passwordHash) => {
      const isRight = await queued(() => verify(passwordHash ?? nobodys, password));
      return isRight && passwordHash !== null;
    },
  };
}

/** Refuses what anybody would try first: hardly any different characters, or the person's own name on the account. */
export function refuseWeakPassword(
  password: string,
  account: { email: string; username: string | null },
): void {
  const lower = password.toLowerCase();
  const names = [account.email, account.username ?? account.email].map((name) => name.toLowerCase());
  if (new Set(lower).size < 5 || names.some((name) => lower === name || lower === name.repeat(2))) {
    throw new Refused("password-too-weak");
  }
}
