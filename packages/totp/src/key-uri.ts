import type { Key } from "./key.ts";
import { tidyName } from "./key-name.ts";
import { algorithmFrom } from "./key-uri-algorithm.ts";
import { type KeyUriError, KeyUriRefused } from "./key-uri-error.ts";
import { issuerOf, numberOf, secretFrom, typeOf } from "./key-uri-fields.ts";
import { isEncoded, type KeyUriParts, keyUriParts } from "./key-uri-parts.ts";
import { type KeyUriWarning, warningsAbout, warningsAboutSecret } from "./key-uri-warnings.ts";
import { toBase32 } from "./secret.ts";
import { fewestDigits, mostDigits, standardParameters } from "./totp.ts";

type Refusal = { ok: false; error: KeyUriError };

/** The result of {@link parseKeyUri}: a key with warnings, or a refusal. */
export type KeyUriResult = { ok: true; key: Key; warnings: KeyUriWarning[] } | Refusal;

/** The result of {@link readTypedSecret}: a secret with warnings, or a refusal. */
export type TypedSecretResult = { ok: true; secret: Uint8Array; warnings: KeyUriWarning[] } | Refusal;

const longestPeriodSeconds = 86_400;

/**
 * Reads an `otpauth://` URI. Accepts the irregularities of real issuers, but refuses a URI whose codes could
 * be wrong. Never throws. Format: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function parseKeyUri(text: string): KeyUriResult {
  return orRefusal(() => {
    const parts = keyUriParts(text);
    const key = keyFrom(parts);
    return { ok: true, key, warnings: warningsAbout(key, parts) };
  });
}

/** Reads a Base32 secret that a user typed. Refuses and warns as {@link parseKeyUri} does. Never throws. */
export function readTypedSecret(text: string): TypedSecretResult {
  return orRefusal(() => {
    const secret = secretFrom(text);
    return { ok: true, secret, warnings: warningsAboutSecret(secret, text) };
  });
}

function orRefusal<Result>(read: () => Result): Result | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof KeyUriRefused) return { ok: false, error: error.refusal };
    throw error;
  }
}

function keyFrom(parts: KeyUriParts): Key {
  const { algorithm, digits, periodSeconds } = standardParameters;
  const type = typeOf(parts);
  const common = {
    ...issuerOf(parts),
    account: tidyName(parts.account),
    secret: secretFrom(parts.parameters.get("secret") ?? ""),
    algorithm: algorithmFrom(parts.parameters.get("algorithm") ?? algorithm),
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
 * Writes a key as a URI. The URI has all parameters, because some apps assume other defaults. Spaces become
 * "%20", because some apps don't decode "+".
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

/**
 * If the key has an issuer, the label is `issuer:account`. If the key has no issuer but the account contains a
 * colon, the label begins with a colon. Without this colon, an app could read the first part of the account as
 * the issuer.
 */
function labelFor({ issuer, account }: Key): string {
  const isPrefixed = issuer !== "" || /:|%3a/i.test(account);
  return isPrefixed ? `${encoded(issuer)}:${encoded(account)}` : encoded(account);
}

/** Encodes a value. If the value looks encoded, adds a space, so `parseKeyUri` doesn't decode it twice. */
function encoded(value: string | number): string {
  const text = String(value).toWellFormed();
  return encodeURIComponent(isEncoded(text) ? `${text} ` : text);
}
