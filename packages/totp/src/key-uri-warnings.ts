import type { Key } from "./key.ts";
import { hasHiddenCharacters } from "./key-name.ts";
import { namesTwoIssuers } from "./key-uri-fields.ts";
import type { KeyUriParts } from "./key-uri-parts.ts";
import { tidyBase32, toBase32 } from "./secret.ts";

/**
 * Shorter secrets cause a warning. Microsoft 365 issues secrets of ten bytes:
 * https://github.com/yeojz/otplib/issues/850.
 */
const shortestCommonSecretBytes = 10;

/** A problem with an accepted key. The user should be told. */
export type KeyUriWarning =
  /** The secret is shorter than 80 bits. */
  | "secret-short"
  /** The Base32 text doesn't encode a whole number of bytes. The extra bits were dropped. */
  | "secret-noncanonical-length"
  /** The URI contains different issuers. */
  | "issuer-mismatch"
  /** The URI of a counter-based key gives no counter, so the counter 0 was assumed. */
  | "counter-missing"
  /** The issuer or the account contained invisible characters, which were removed. */
  | "hidden-characters";

/** @internal */
export function warningsAbout(key: Key, parts: KeyUriParts): KeyUriWarning[] {
  const warnings = warningsAboutSecret(key.secret, parts.parameters.get("secret") ?? "");
  if (namesTwoIssuers(parts)) warnings.push("issuer-mismatch");
  if (key.type === "hotp" && !parts.parameters.has("counter")) warnings.push("counter-missing");
  const names = [parts.prefix, ...parts.issuers, parts.account];
  if (names.some(hasHiddenCharacters)) warnings.push("hidden-characters");
  return warnings;
}

/** @internal */
export function warningsAboutSecret(secret: Uint8Array, written: string): KeyUriWarning[] {
  const warnings: KeyUriWarning[] = [];
  if (secret.length < shortestCommonSecretBytes) warnings.push("secret-short");
  if (toBase32(secret).length !== tidyBase32(written).length) warnings.push("secret-noncanonical-length");
  return warnings;
}
