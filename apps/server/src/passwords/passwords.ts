import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, hashRaw, verify } from "@node-rs/argon2";
import { Refused } from "../http/problems.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import { isCommon } from "./common-passwords.ts";
import { createHashQueue } from "./hash-queue.ts";
import { type Owner, weaknessOf } from "./rules/weakness.ts";

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. It is the default algorithm here.
const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const longestQueue = 256;

/** `memoryCost` in KiB, `timeCost` in passes, `parallelism` in lanes (RFC 9106 §3.1). */
interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

export interface Passwords {
  /** `source` is the network that asks, with which it takes its turn; this server itself where it is left out. */
  hash(password: string, source?: string): Promise<string>;
  /** Takes as long for no hash at all (unknown account, no password yet) as for a wrong password. */
  isRight(password: string, passwordHash: string | null, source?: string): Promise<boolean>;
  /** 32 bytes for a secret that is looked up by them, hence with a salt that the caller keeps. */
  derive(secret: string, salt: Uint8Array, source?: string): Promise<Uint8Array>;
  /**
   * Refuses a password that is being chosen and that others would try: everywhere before `hash`.
   * @throws {Refused} `password-too-weak`, `password-breached`, or `unavailable` when the list can't be read
   */
  refuseUnfit(password: string, owner: Owner): Promise<void>;
}

interface PasswordsOptions {
  cost?: PasswordCost;
  /** The list of the place's own, besides the built-in one. */
  breached?: BreachedPasswords | null;
  /** Words that anybody tries here first, besides the owner's names (ASVS 6.2.11). */
  wordsOfPlace?: readonly string[];
}

/** Hashes with argon2id, no more at once than there are cores: beyond that, each only slows the others. */
export async function createPasswords({
  cost = usualCost,
  breached = null,
  wordsOfPlace = [],
}: PasswordsOptions = {}): Promise<Passwords> {
  const inTurn = createHashQueue({ atOnce: availableParallelism(), longest: longestQueue });
  const nobodys = await hash(randomBytes(32), cost);
  return {
    hash: (password, source = "") => inTurn(source, () => hash(password, cost)),
    isRight: async (password, passwordHash, source = "") => {
      const isRight = await inTurn(source, () => verify(passwordHash ?? nobodys, password));
      return isRight && passwordHash !== null;
    },
    derive: (secret, salt, source = "") => inTurn(source, () => hashRaw(secret, { ...cost, salt })),
    refuseUnfit: async (password, owner) => {
      const weakness = weaknessOf(password, { owner, wordsOfPlace, isCommon });
      if (weakness) throw new Refused(weakness);
      if (await breached?.has(password)) throw new Refused("password-breached");
    },
  };
}
