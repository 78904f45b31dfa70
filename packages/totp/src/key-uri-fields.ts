import { tidyName } from "./key-name.ts";
import { KeyUriRefused } from "./key-uri-error.ts";
import type { KeyUriParts } from "./key-uri-parts.ts";
import { fromBase32, tidyBase32 } from "./secret.ts";

export function typeOf({ type, prefix, issuers, parameters }: KeyUriParts): "totp" | "hotp" {
  if (type !== "totp" && type !== "hotp") throw new KeyUriRefused("type-unsupported", type);
  // Steam's keys have the type totp, but Steam's codes are five letters and digits. Codes of six digits would always
  // be wrong.
  const isOfSteam = [prefix, ...issuers].some((name) => tidyName(name).toLowerCase() === "steam");
  // KeePassXC adds an `encoder` parameter: https://github.com/keepassxreboot/keepassxc/blob/develop/src/totp
  const encoder = isOfSteam && type === "totp" ? "steam" : parameters.get("encoder")?.toLowerCase();
  if (encoder !== undefined && encoder !== "default") throw new KeyUriRefused("type-unsupported", encoder);
  return type;
}

/**
 * Takes the issuer from the issuer parameter, or from the label if there is no parameter. Apple recommends a domain in
 * the parameter and a name in the label (draft-andesco-otpauth-uri). In that case the name is the issuer, and the
 * domain is returned too.
 */
export function issuerOf(parts: KeyUriParts): { issuer: string; domain?: string } {
  const [parameter = parts.prefix] = parts.issuers;
  const isBesideName = parts.prefix !== "" && namesTwoIssuers(parts);
  if (isBesideName && isDomain(parameter)) return { issuer: tidyName(parts.prefix), domain: parameter };
  return { issuer: tidyName(parameter) };
}

export function namesTwoIssuers({ prefix, issuers }: KeyUriParts): boolean {
  const names = [prefix, ...issuers].filter((name) => name !== "");
  return new Set(names.map((name) => tidyName(name).toLowerCase())).size > 1;
}

function isDomain(text: string): boolean {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(text);
}

/** The bytes of a scanned or typed secret. Throws `KeyUriRefused` if the secret is invalid. */
export function secretFrom(written: string): Uint8Array {
  const text = tidyBase32(written);
  if (text === "") throw new KeyUriRefused("secret-missing");
  const secret = fromBase32(text);
  if (secret === null) throw new KeyUriRefused(isHexadecimal(text) ? "secret-hex" : "secret-not-base32");
  if (secret.length === 0) throw new KeyUriRefused("secret-empty");
  return secret;
}

function isHexadecimal(text: string): boolean {
  return /^(?:[\dA-F]{2}){8,}$/.test(text);
}

/** Reads a parameter as a whole number from `least` to `most`. Returns `absent` if it is missing or empty. */
export function numberOf(
  { parameters }: KeyUriParts,
  name: "digits" | "period" | "counter",
  { least, most, absent }: { least: number; most: number; absent: number },
): number {
  const text = parameters.get(name) || String(absent);
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new KeyUriRefused(`${name}-invalid`, text);
}
