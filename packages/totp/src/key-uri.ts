import type { Key } from "./key.ts";
import { type KeyUriError, KeyUriRefused } from "./key-uri-error.ts";
import { algorithmOf, issuerOf, numberOf, secretOf, typeOf } from "./key-uri-fields.ts";
import { type KeyUriParts, keyUriParts } from "./key-uri-parts.ts";
import { type KeyUriWarning, warningsAbout } from "./key-uri-warnings.ts";
import { toBase32 } from "./secret.ts";
import { fewestDigits, mostDigits, standardParameters } from "./totp.ts";

export type KeyUriResult =
  | { ok: true; key: Key; warnings: KeyUriWarning[] }
  | { ok: false; error: KeyUriError };

/** A code that stays for longer than a day is a typing error. */
const longestPeriodSeconds = 86_400;

/**
 * Reads an `otpauth://` URI as issuers really write them, and refuses what would give wrong codes. Never throws.
 * Format: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function parseKeyUri(text: string): KeyUriResult {
  try {
    const parts = keyUriParts(text);
    const key = keyFrom(parts);
    return { ok: true, key, warnings: warningsAbout(key, parts) };
  } catch (error) {
    if (error instanceof KeyUriRefused) return { ok: false, error: error.refusal };
    throw error;
  }
}

function keyFrom(parts: KeyUriParts): Key {
  const { digits, periodSeconds } = standardParameters;
  const type = typeOf(parts);
  const common = {
    ...issuerOf(parts),
    account: parts.account,
    secret: secretOf(parts),
    algorithm: algorithmOf(parts),
    digits: numberOf(parts, "digits", { least: fewestDigits, most: mostDigits, absent: digits }),
  };
  if (type === "hotp") {
    const range = { least: 0, most: Number.MAX_SAFE_INTEGER, absent: 0 };
    return { ...common, type, counter: numberOf(parts, "counter", range) };
  }
  const range = { least: 1, most: longestPeriodSeconds, absent: periodSeconds };
  return { ...common, type, periodSeconds: numberOf(parts, "period", range) };
}

/**
 * Writes a key with every parameter spelt out, as some readers assume other defaults. Spaces become "%20", which
 * all of them understand, never "+". `parseKeyUri` gives the same key back, issuer and account trimmed.
 */
export function formatKeyUri(key: Key): string {
  const issuer = key.domain ?? key.issuer;
  const parameters = [
    ["secret", toBase32(key.secret)],
    ["issuer", issuer],
    ["algorithm", key.algorithm],
    ["digits", key.digits],
    key.type === "totp" ? ["period", key.periodSeconds] : ["counter", key.counter],
  ] as const;
  const query = parameters
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encoded(value)}`);
  return `otpauth://${key.type}/${labelFor(key)}?${query.join("&")}`;
}

/** An account with a colon needs the separator even without an issuer, or its first part would pass for one. */
function labelFor({ issuer, account }: Key): string {
  const isPrefixed = issuer !== "" || account.includes(":");
  return isPrefixed ? `${encoded(issuer)}:${encoded(account)}` : encoded(account);
}

function encoded(value: string | number): string {
  return encodeURIComponent(String(value).toWellFormed());
}
