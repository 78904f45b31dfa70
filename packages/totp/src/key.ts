import type { HotpParameters, TotpParameters } from "./totp.ts";

type KeyOwner = {
  /** Who issued the key, for people; "" when unknown. */
  issuer: string;
  /** Whose key it is, such as an e-mail address; "" when unknown. */
  account: string;
  /** The shared secret, at least one byte. */
  secret: Uint8Array;
  /** The issuer's domain, when it came beside the issuer's name. */
  domain?: string;
};

/** A key for time-based codes (RFC 6238). */
export type TotpKey = KeyOwner & TotpParameters & { type: "totp" };
/** A key for counter-based codes (RFC 4226). `counter` is that of the next code. */
export type HotpKey = KeyOwner & HotpParameters & { type: "hotp"; counter: number };

/** All that an authenticator must know. Its parameters pass as those of `codeAt` and `codeForCounter`. */
export type Key = TotpKey | HotpKey;
