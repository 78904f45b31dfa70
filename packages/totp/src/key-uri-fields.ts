import { KeyUriRefused } from "./key-uri-error.ts";
import type { KeyUriParts } from "./key-uri-parts.ts";
import { fromBase32, tidyBase32 } from "./secret.ts";
import type { Algorithm } from "./totp.ts";

const algorithms: Algorithm[] = ["SHA1", "SHA256", "SHA512"];

export function typeOf({ type, prefix, parameters }: KeyUriParts): "totp" | "hotp" {
  // Steam calls its five letters and digits totp; digits from such a key would never be right.
  const isOfSteam = [prefix, parameters.get("issuer")].some((issuer) => issuer?.toLowerCase() === "steam");
  if (type === "totp" && isOfSteam) throw new KeyUriRefused("type-unsupported", "steam");
  if (type === "totp" || type === "hotp") return type;
  throw new KeyUriRefused("type-unsupported", type);
}

/**
 * The parameter is the issuer, unless it is a domain beside a proper name, as Apple asks for
 * (draft-andesco-otpauth-uri): then the name is shown and the domain kept.
 */
export function issuerOf(parts: KeyUriParts): { issuer: string; domain?: string } {
  const parameter = parts.parameters.get("issuer") ?? "";
  if (namesTwoIssuers(parts) && isDomain(parameter)) return { issuer: parts.prefix, domain: parameter };
  return { issuer: parameter || parts.prefix };
}

export function namesTwoIssuers({ prefix, parameters }: KeyUriParts): boolean {
  const parameter = parameters.get("issuer") || prefix;
  return prefix !== "" && parameter.toLowerCase() !== prefix.toLowerCase();
}

function isDomain(text: string): boolean {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(text);
}

export function secretOf({ parameters }: KeyUriParts): Uint8Array {
  const text = tidyBase32(parameters.get("secret") ?? "");
  if (text === "") throw new KeyUriRefused("secret-missing");
  const secret = fromBase32(text);
  if (secret === null) throw new KeyUriRefused(isHexadecimal(text) ? "secret-hex" : "secret-not-base32");
  if (secret.length === 0) throw new KeyUriRefused("secret-empty");
  return secret;
}

function isHexadecimal(text: string): boolean {
  return /^(?:[\dA-F]{2}){8,}$/.test(text);
}

/** "sha256", "SHA-256" and "HmacSHA256" all occur. An unknown name never falls back: its codes would be wrong. */
export function algorithmOf({ parameters }: KeyUriParts): Algorithm {
  const text = parameters.get("algorithm") || "SHA1";
  const name = text.toUpperCase().replace(/^HMAC/, "").replace(/[-_]/g, "");
  const algorithm = algorithms.find((known) => known === name);
  if (algorithm === undefined) throw new KeyUriRefused("algorithm-unsupported", text);
  return algorithm;
}

/** A parameter that is a whole number from `least` to `most`; `absent` when it is missing or empty. */
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
