import type { HotpParameters, TotpParameters } from "./totp.ts";

type KeyOwner = {
  /** The name of the issuer. "" if the issuer is unknown. */
  issuer: string;
  /** The name of the account, such as an e-mail address. "" if the account is unknown. */
  account: string;
  /** The shared secret, at least one byte. */
  secret: Uint8Array;
  /** The issuer's domain, if the URI has both a name and a domain. */
  domain?: string;
};

/** A key for time-based codes (RFC 6238). */
export type TotpKey = KeyOwner & TotpParameters & { type: "totp" };
/** A key for counter-based codes (RFC 4226). `counter` belongs to the next code. */
export type HotpKey = KeyOwner & HotpParameters & { type: "hotp"; counter: number };

/**
 * Everything that an authenticator needs to make codes. `codeAt` and `codeForCounter` accept a key as
 * `parameters`.
 */
export type Key = TotpKey | HotpKey;
