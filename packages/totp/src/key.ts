import type { HotpParameters, TotpParameters } from "./totp.ts";

type KeyOwner = {
  /** The name of the issuer; "" if unknown. */
  issuer: string;
  /** Such as an e-mail address; "" if unknown. */
  account: string;
  /** The shared secret, at least one byte. */
  secret: Uint8Array;
  /** The issuer's domain, if the URI has both a name and a domain. */
  domain?: string;
};

/** A key for time-based codes (RFC 6238). */
export type TotpKey = KeyOwner & TotpParameters & { type: "totp" };
/** A key for counter-based codes (RFC 4226). `counter` is the counter of the next code. */
export type HotpKey = KeyOwner & HotpParameters & { type: "hotp"; counter: number };

/** Everything that an authenticator needs to make codes. `codeAt` and `codeForCounter` accept it as `parameters`. */
export type Key = TotpKey | HotpKey;
