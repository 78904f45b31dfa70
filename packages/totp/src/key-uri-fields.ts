import { tidyName } from "./key-name.ts";
import { KeyUriRefused } from "./key-uri-error.ts";
import type { KeyUriParts } from "./key-uri-parts.ts";
import { fromBase32, tidyBase32 } from "./secret.ts";

export function typeOf({ type, prefix, issuers, parameters }: KeyUriParts): "totp" | "hotp" {
  if (type !== "totp" && type !== "hotp") throw new KeyUriRefused("type-unsupported", type);
  // A key of Steam has the type totp, but Steam's codes consist of five letters and digits.
  const isOfSteam = [prefix, ...issuers].some((name) => tidyName(name).toLowerCase() === "steam");
  // KeePassXC writes the parameter `encoder`: https://github.com/keepassxreboot/keepassxc/blob/develop/src/totp
  const encoder = isOfSteam && type === "totp" ? "steam" : parameters.get("encoder")?.toLowerCase();
  if (encoder !== undefined && encoder !== "default") throw new KeyUriRefused("type-unsupported", encoder);
  return type;
}

/**
 * If the label has a name and the issuer parameter has a domain, the issuer is the name. Apple recommends this
 * form (draft-andesco-otpauth-uri).
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

/** Returns `absent` if the parameter is missing or empty. */
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
