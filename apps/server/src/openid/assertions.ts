import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { minute, second } from "../core/clock.ts";
import type { SigningKey } from "./signing-keys.ts";

export type AssertedClaims = Readonly<Record<string, unknown>> & { sub: string };

export interface Signer {
  id: string;
  key: KeyObject;
}

/** Not the type of an ID token, so that an application can tell the two apart (RFC 8725 §3.11). */
const assertionType = "sallyport-assertion+jwt";
const assertionLasts = minute;
/** An assertion is used again for so long. A changed claim or key makes another one at once. */
const usedFor = 10 * second;
const mostKept = 2000;

export function signerOf({ id, jwk }: SigningKey): Signer {
  return { id, key: createPrivateKey({ key: jwk, format: "jwk" }) };
}

export function isAssertion(token: string): boolean {
  return Buffer.from(token.split(".")[0] ?? "", "base64url").includes(`"${assertionType}"`);
}

interface Kept {
  madeAt: number;
  token: Promise<string>;
}

/** A signature takes longer than the rest of a request at the door, so requests of a page share one. */
export class Assertions {
  readonly #kept = new Map<string, Kept>();

  get(signer: Signer, claims: AssertedClaims, now: number): Promise<string> {
    const name = `${signer.id} ${JSON.stringify(claims)}`;
    const found = this.#kept.get(name);
    if (found && Math.abs(now - found.madeAt) < usedFor) return found.token;
    const token = signed(signer, claims, now);
    this.#kept.delete(name);
    this.#kept.set(name, { madeAt: now, token });
    this.#forget(now);
    token.catch(() => this.#kept.delete(name));
    return token;
  }

  /** The oldest come first in a map. */
  #forget(now: number): void {
    for (const [name, { madeAt }] of this.#kept) {
      if (this.#kept.size <= mostKept && Math.abs(now - madeAt) < usedFor) return;
      this.#kept.delete(name);
    }
  }
}

const signWith = promisify(sign);

async function signed({ id, key }: Signer, claims: AssertedClaims, now: number): Promise<string> {
  const iat = Math.floor(now / second);
  const parts = [
    { alg: "RS256", typ: assertionType, kid: id },
    {
      ...claims,
      iat,
      // defence: AT-129 end
      exp: iat + assertionLasts / second,
    },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = await signWith("sha256", Buffer.from(text), key);
  return `${text}.${signature.toString("base64url")}`;
}
