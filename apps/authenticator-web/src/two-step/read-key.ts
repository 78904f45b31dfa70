import type { TotpKey } from "@sallyport/totp/key";
import { tidyName } from "@sallyport/totp/key-name";
import { parseKeyUri, readTypedSecret } from "@sallyport/totp/key-uri";
import type { KeyUriWarning } from "@sallyport/totp/key-uri-warnings";
import { standardParameters } from "@sallyport/totp/totp";

export type FoundKey = { key: TotpKey; warnings: string[] };

export type RefusedKey = { ok: false; refusal: string };

export type KeyReading = ({ ok: true } & FoundKey) | RefusedKey;

export function readKey(text: string): KeyReading {
  const result = parseKeyUri(text);
  if (!result.ok) return { ok: false, refusal: result.error.sentence };
  const { key, warnings } = result;
  if (key.type === "hotp") return { ok: false, refusal: counterBased };
  return { ok: true, key, warnings: warnings.map((warning) => sentences[warning]) };
}

export function readKeyAmong(texts: string[]): KeyReading {
  const readings = texts.map(readKey);
  const [key, secondKey] = readings.filter((reading) => reading.ok);
  if (secondKey) return { ok: false, refusal: twoKeys };
  const [reading = { ok: false, refusal: "" }, second] = readings;
  return key ?? (second ? { ok: false, refusal: noneIsKey } : reading);
}

export type TypedKey = { issuer: string; account: string; secret: string };

/** `secret` can also be a whole link. */
export function readTypedKey({ secret, ...names }: TypedKey): KeyReading {
  const typed = { issuer: tidyName(names.issuer), account: tidyName(names.account) };
  if (isLink(secret)) return named(readKey(secret), typed);
  const result = readTypedSecret(secret);
  if (!result.ok) return { ok: false, refusal: result.error.sentence };
  const warnings = result.warnings.map((warning) => sentences[warning]);
  // The app can't make Steam codes, so the user gets a warning.
  if (typed.issuer.toLowerCase() === "steam") warnings.push(steam);
  return {
    ok: true,
    key: { type: "totp", ...typed, secret: result.secret, ...standardParameters },
    warnings,
  };
}

function isLink(text: string): boolean {
  return /^[\s\p{Cf}]*[a-z][a-z\d+.-]*:/iu.test(text);
}

function named(reading: KeyReading, { issuer, account }: Omit<TypedKey, "secret">): KeyReading {
  if (!reading.ok) return reading;
  const { key } = reading;
  return { ...reading, key: { ...key, issuer: issuer || key.issuer, account: account || key.account } };
}

const twoKeys =
  "There are two QR codes with a key in view. Show only the one that you want to add: cover the other, or move closer.";

const noneIsKey =
  "There are two QR codes in view, and this app can't use either. Show only the one for two-step verification.";

const counterBased =
  "This key makes codes by counting (HOTP), and this app makes them by the time (TOTP). Ask the site for a time-based key.";

const steam =
  "Codes for a Steam account are letters and digits, which this app can't make. If that is what this key is for, use the Steam app.";

const sentences: Record<KeyUriWarning, string> = {
  "secret-short": "The key is shorter than it should be. It works, but the site could protect you better.",
  "secret-noncanonical-length":
    "The key has an unusual length; a character may be missing. If its codes are refused, compare it with the site's.",
  "issuer-mismatch":
    "The QR code names more than one issuer. Check that this is the site that you are setting up.",
  "counter-missing": "The key does not say at which count it starts.",
  "hidden-characters":
    "The names in the QR code held characters that can't be seen; they were removed. Check that this is the site that you are setting up.",
};
