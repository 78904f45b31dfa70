/** Every reason for which a text is refused as a key, with what the person is told: what is wrong, and what to do. */
const sentences = {
  "not-a-uri": () =>
    "This is not a key for an authenticator. Scan the QR picture that the site shows, or type its key by hand.",
  "plain-link": () =>
    "This is a web link, not a key. On the site's page for two-step verification, scan the picture shown there.",
  "scheme-unsupported": (found) =>
    `“${found}:” does not start a key for an authenticator. Look for a picture whose text starts with otpauth://.`,
  "migration-unsupported": () =>
    "This picture carries several accounts out of Google Authenticator, which can't be read here yet. Set up each account anew from its own site.",
  "vendor-microsoft-push": () =>
    "This picture is only for Microsoft Authenticator. On the site choose to use a different authenticator app, and scan the picture that follows.",
  "type-unsupported": (found) =>
    `Keys of the type “${found}” are not supported, only totp and hotp. Use the app that the site names for it.`,
  "secret-missing": () => "There is no secret in this key. Ask the site for a new picture.",
  "secret-empty": () =>
    "The secret in this key is too short to mean anything. Ask the site for a new picture.",
  "secret-hex": () =>
    "The secret is written in hexadecimal. Ask the site for it in Base32: the letters A to Z and the digits 2 to 7.",
  "secret-not-base32": () =>
    "The secret holds characters that Base32 does not have. Compare it with the site's: only the letters A to Z and the digits 2 to 7 occur.",
  "algorithm-unsupported": (found) =>
    `The algorithm “${found}” is not supported. If the site lets you choose, take SHA1, SHA256 or SHA512.`,
  "digits-invalid": (found) =>
    `Codes of “${found}” digits are not supported. If the site lets you choose, take 6 or 8.`,
  "period-invalid": (found) =>
    `A code can't last “${found}” seconds. If the site lets you choose, take 30; otherwise tell its support.`,
  "counter-invalid": (found) =>
    `The counter “${found}” is not a whole number. Ask the site for a new picture.`,
} satisfies Record<string, (found: string) => string>;

export type KeyUriErrorCode = keyof typeof sentences;

export const keyUriErrorCodes = Object.keys(sentences) as KeyUriErrorCode[];

export type KeyUriError = {
  code: KeyUriErrorCode;
  /** For a person to read: what is wrong, and what to do about it. */
  sentence: string;
  /** The scheme, type, algorithm or number that was refused, cut to 40 characters; "" for the other codes. */
  found: string;
};

/** Thrown inside the parser and turned into a result at its door. */
export class KeyUriRefused extends Error {
  override name = "KeyUriRefused";
  readonly refusal: KeyUriError;

  constructor(code: KeyUriErrorCode, found = "") {
    super(code);
    const short = found.length > 40 ? `${found.slice(0, 40).toWellFormed()}…` : found;
    this.refusal = { code, sentence: sentences[code](short), found: short };
  }
}
