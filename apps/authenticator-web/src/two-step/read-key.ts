import type { TotpKey } from "@sallyport/totp/key";
import { parseKeyUri } from "@sallyport/totp/key-uri";
import type { KeyUriWarning } from "@sallyport/totp/key-uri-warnings";

/** A key that was scanned, pasted or typed, with what a person should know of it. */
export type FoundKey = { key: TotpKey; warnings: string[] };

export type RefusedKey = { ok: false; refusal: string };

export type KeyReading = ({ ok: true } & FoundKey) | RefusedKey;

/** Reads what a QR picture or a link says; the refusal is a sentence for the person. */
export function readKey(text: string): KeyReading {
  const result = parseKeyUri(text);
  if (!result.ok) return { ok: false, refusal: result.error.sentence };
  const { key, warnings } = result;
  if (key.type === "hotp") return { ok: false, refusal: counterBased };
  return { ok: true, key, warnings: warnings.map((warning) => sentences[warning]) };
}

export type TypedKey = { issuer: string; account: string; secret: string };

/** Typed fields take the way of a scanned key, so that there is one judge of what is a key. */
export function readTypedKey({ issuer, account, secret }: TypedKey): KeyReading {
  const query = new URLSearchParams({ secret, issuer });
  return readKey(`otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query}`);
}

const counterBased =
  "This key makes codes by counting (HOTP), and this app makes them by the time (TOTP). Ask the site for a time-based key.";

const sentences: Record<KeyUriWarning, string> = {
  "secret-short": "The key is shorter than it should be. It works, but the site could protect you better.",
  "secret-noncanonical-length":
    "The key has an unusual length; a character may be missing. If its codes are refused, compare it with the site's.",
  "issuer-mismatch": "The picture names two issuers. Check that this is the site that you are setting up.",
  "counter-missing": "The key does not say at which count it starts.",
};
