import type { Key } from "./key.ts";
import { namesTwoIssuers } from "./key-uri-fields.ts";
import type { KeyUriParts } from "./key-uri-parts.ts";
import { tidyBase32, toBase32 } from "./secret.ts";

/** Ten bytes are in wide use: Microsoft 365 issues them, https://github.com/yeojz/otplib/issues/850. */
const shortestCommonSecretBytes = 10;

/** What a key is accepted with although a person may want to know it. */
export type KeyUriWarning =
  /** The secret is below 80 bits. */
  | "secret-short"
  /** No bytes have a Base32 text of this length; the left-over bits were dropped. */
  | "secret-noncanonical-length"
  /** The label and the issuer parameter name two issuers. */
  | "issuer-mismatch"
  /** A counter-based key without its counter; 0 was assumed. */
  | "counter-missing";

export function warningsAbout(key: Key, parts: KeyUriParts): KeyUriWarning[] {
  const secretText = tidyBase32(parts.parameters.get("secret") ?? "");
  const warnings: KeyUriWarning[] = [];
  if (key.secret.length < shortestCommonSecretBytes) warnings.push("secret-short");
  if (toBase32(key.secret).length !== secretText.length) warnings.push("secret-noncanonical-length");
  if (namesTwoIssuers(parts)) warnings.push("issuer-mismatch");
  if (key.type === "hotp" && !parts.parameters.get("counter")) warnings.push("counter-missing");
  return warnings;
}
