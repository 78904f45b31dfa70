import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, hashRaw, verify } from "@node-rs/argon2";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";
import { opaqueString } from "@sallyport/contract/password-text";
import { Refused } from "../core/refusal.ts";
import type { BreachedPasswords } from "./breached-passwords.ts";
import { isCommon } from "./common-passwords.ts";
import { decoyOf } from "./decoys.ts";
import { createHashQueue } from "./hash-queue.ts";
import { argonCost, costOf, type HashCost, type PasswordCost, usualCost } from "./rules/hash-cost.ts";
import { type Owner, weaknessOf } from "./rules/weakness.ts";

const longestQueue = 256;
/**
 * Marks a hash of the password exactly as the user typed it. Other hashes are made from the OpaqueString form.
 * Imported hashes and hashes from before migration 0013 have this mark.
 */
const asTypedMark = "as-typed:";

export interface Passwords {
  hash(password: string, source?: string): Promise<string>;
  /**
   * Always computes one hash with the server's own cost and one with each of `costs` (record 0053). Otherwise
   * the time would reveal which accounts have an imported hash.
   */
  isRight(
    password: string,
    passwordHash: string | null,
    source?: string,
    costs?: readonly HashCost[],
  ): Promise<boolean>;
  /** Returns a new hash, or null if the stored hash already has the new form. */
  renewed(password: string, passwordHash: string, source?: string): Promise<string | null>;
  derive(secret: string, salt: Uint8Array, source?: string): Promise<Uint8Array>;
  /**
   * Call this before every `hash`. Throws `password-too-weak` or `password-breached`. Throws `unavailable` if
   * the list of breached passwords can't be read.
   */
  refuseUnfit(password: string, owner: Owner): Promise<void>;
}

interface PasswordsOptions {
  cost?: PasswordCost;
  breached?: BreachedPasswords | null;
  /** Words about the server, such as its name. An attacker would try them first (ASVS 6.2.11). */
  wordsOfPlace?: () => readonly string[];
  onWait?: (() => () => void) | undefined;
}

/** Runs at most one job for each core, because more jobs would slow all jobs down. */
export async function createPasswords({
  cost = usualCost,
  breached = null,
  wordsOfPlace = () => [],
  onWait,
}: PasswordsOptions = {}): Promise<Passwords> {
  const inTurn = createHashQueue({ atOnce: availableParallelism(), longest: longestQueue, onWait });
  const nobodys = await hash(randomBytes(32), cost);
  const ownCost = argonCost(cost);
  return {
    hash: hashOpaque,
    isRight: (password, passwordHash, source = "", costs = []) => {
      const given = passwordHash !== null && isAsTyped(passwordHash) ? password : opaqueString(password);
      const stored = passwordHash === null ? nobodys : withoutMark(passwordHash);
      const costOfStored = costOf(stored);
      // defence: AT-68 hashed
      return inTurn(source, async () => {
        let isRight = false;
        for (const each of new Set([ownCost, ...costs, costOfStored])) {
          const decoy = each === ownCost ? nobodys : decoyOf(each);
          const isEqual = await isHashOf(each === costOfStored ? stored : decoy, given);
          if (each === costOfStored) isRight = isEqual;
        }
        return isRight && passwordHash !== null;
      });
    },
    renewed: async (password, passwordHash, source) => {
      if (!isAsTyped(passwordHash)) return null;
      const isOwnCost = costOf(withoutMark(passwordHash)) === ownCost;
      const isSame = isOwnCost && opaqueString(password) === password;
      return isSame ? withoutMark(passwordHash) : hashOpaque(password, source);
    },
    derive: (secret, salt, source = "") => inTurn(source, () => hashRaw(secret, { ...cost, salt })),
    refuseUnfit: async (password, owner) => {
      const opaque = opaqueString(password);
      const weakness = weaknessOf(opaque, { owner, wordsOfPlace: wordsOfPlace(), isCommon });
      if (weakness) throw new Refused(weakness);
      // Both forms are checked, because breach lists contain passwords as typed, not in OpaqueString form.
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

function isHashOf(stored: string, given: string): Promise<boolean> {
  return stored.startsWith("$2") ? verifyBcrypt(given, stored) : verify(stored, given);
}

export function asTyped(imported: string): string {
  return `${asTypedMark}${imported}`;
}

function withoutMark(passwordHash: string): string {
  return isAsTyped(passwordHash) ? passwordHash.slice(asTypedMark.length) : passwordHash;
}
