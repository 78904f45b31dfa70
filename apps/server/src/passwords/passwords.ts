import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, hashRaw, verify } from "@node-rs/argon2";
import { opaqueString } from "@sallyport/contract/password-text";
import { Refused } from "../core/refusal.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import { isCommon } from "./common-passwords.ts";
import { createHashQueue } from "./hash-queue.ts";
import { type Owner, weaknessOf } from "./rules/weakness.ts";

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. It is the default algorithm here.
const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const longestQueue = 256;
/** Marks hashes of passwords as they were typed, from before the OpaqueString form (migration 0013). */
const asTypedMark = "as-typed:";

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
  /** For a right password whose hash is of how it was once typed: the hash to keep instead. Null if there is no need. */
  renewed(password: string, passwordHash: string, source?: string): Promise<string | null>;
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
    hash: hashOpaque,
    isRight: async (password, passwordHash, source = "") => {
      const opaque = opaqueString(password);
      const given = passwordHash !== null && isAsTyped(passwordHash) ? password : opaque;
      // defence: AT-68 hashed
      const isRight = await inTurn(source, () => verify(withoutMark(passwordHash ?? nobodys), given));
      return isRight && passwordHash !== null;
    },
    renewed: async (password, passwordHash, source) => {
      if (!isAsTyped(passwordHash)) return null;
      const isSame = opaqueString(password) === password;
      return isSame ? withoutMark(passwordHash) : hashOpaque(password, source);
    },
    derive: (secret, salt, source = "") => inTurn(source, () => hashRaw(secret, { ...cost, salt })),
    refuseUnfit: async (password, owner) => {
      const opaque = opaqueString(password);
      const weakness = weaknessOf(opaque, { owner, wordsOfPlace, isCommon });
      if (weakness) throw new Refused(weakness);
      // The lists have passwords as they were typed elsewhere.
      for (const reading of new Set([opaque, password])) {
        if (await breached?.has(reading)) throw new Refused("password-breached");
      }
    },
  };

  function hashOpaque(password: string, source = ""): Promise<string> {
    return inTurn(source, () => hash(opaqueString(password), cost));
  }
}

export function isAsTyped(passwordHash: string): boolean {
  return passwordHash.startsWith(asTypedMark);
}

function withoutMark(passwordHash: string): string {
  return isAsTyped(passwordHash) ? passwordHash.slice(asTypedMark.length) : passwordHash;
}
