import type { HotpParameters, TotpParameters } from "./totp.ts";

type KeyOwner = {
  /** Who issued the key, for people; "" when unknown. */
  issuer: string;
  /** Whose key it is, such as an e-mail address; "" when unknown. */
  account: string;
  secret: Uint8Array;
  /** The issuer's domain, when it came beside the issuer's name. */
  domain?: string;
};

export type TotpKey = KeyOwner & TotpParameters & { type: "totp" };
/** `counter` is the one for the next code. */
export type HotpKey = KeyOwner & HotpParameters & { type: "hotp"; counter: number };

/** All that an authenticator must know. Its parameters pass as those of `codeAt` and `codeForCounter`. */
export type Key = TotpKey | HotpKey;
