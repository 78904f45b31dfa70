const sentences = {
  "not-a-uri": () =>
    "This isn't a link with a key. Scan the QR code that the site shows, or enter the site's key by hand.",
  "plain-link": () =>
    "This is a web link, not a key. On the site's page for two-step verification, scan the QR code shown there.",
  "store-link": () =>
    "This QR code leads to an app store, not to a key. Scan the other QR code that the site shows, or one on its next page.",
  "vendor-link": (found) =>
    `This is a link for ${found}, not a key that other apps can use. On the site, choose to use a different authenticator app, and scan the QR code that follows.`,
  "vendor-microsoft-push": () =>
    "This QR code only works with Microsoft Authenticator. On the site, choose “I want to use a different authenticator app”, and scan the QR code that follows.",
  passkey: () =>
    "This QR code is for a passkey, not for an authenticator app. Scan it with the camera app of your phone.",
  "scheme-unsupported": (found) =>
    `Text that starts with “${found}:” isn't a key for an authenticator app. Look for a QR code whose text starts with otpauth://.`,
  "migration-unsupported": () =>
    "This QR code moves accounts out of Google Authenticator, and this app can't read it yet. Set up each account again on its own site.",
  "type-unsupported": (found) =>
    found === "steam"
      ? "This key is Steam's, whose codes are letters and digits that this app can't make. Use the Steam app for it."
      : `Keys of the type “${found}” aren't supported, only totp. Use the app that the site names for it.`,
  "parameter-twice": (found) =>
    `This key gives two different values for “${found}”, so its codes could be wrong. Ask the site for a new QR code.`,
  "secret-missing": () => "There is no secret in this key. Ask the site for a new QR code.",
  "secret-empty": () => "The secret in this key is too short to be one. Ask the site for a new QR code.",
  "secret-hex": () =>
    "The secret is written in hexadecimal. Ask the site for it in Base32: the letters A to Z and the digits 2 to 7.",
  "secret-not-base32": () =>
    "The secret holds characters that Base32 doesn't have. Compare it with the site's: it has only the letters A to Z and the digits 2 to 7, so a 0 is an O and a 1 is an I or L.",
  "algorithm-unsupported": (found) =>
    `The algorithm “${found}” isn't supported. If the site lets you choose, take SHA1, SHA256 or SHA512.`,
  "digits-invalid": (found) =>
    `Codes of “${found}” digits aren't supported. If the site lets you choose, take 6 or 8.`,
  "period-invalid": (found) =>
    `A code can't last “${found}” seconds. If the site lets you choose, take 30; otherwise tell its support.`,
  "counter-invalid": (found) =>
    `The counter “${found}” isn't a whole number. Ask the site for a new QR code.`,
} satisfies Record<string, (found: string) => string>;

/** Why a URI or a typed secret was refused. */
export type KeyUriErrorCode = keyof typeof sentences;

/** Every {@link KeyUriErrorCode}. */
export const keyUriErrorCodes = Object.keys(sentences) as KeyUriErrorCode[];

/** Why a URI or a typed secret was refused. Never contains the secret. */
export type KeyUriError = {
  /** The reason, as a code for programs. */
  code: KeyUriErrorCode;
  /** A sentence for users: what is wrong, and what to do. */
  sentence: string;
  /**
   * The scheme, vendor, type, parameter, algorithm or number that was refused, cut to 40 characters. Empty if
   * the refusal is about none of them.
   */
  found: string;
};

/**
 * Never leaves this package: the public functions catch it and return its `refusal`.
 *
 * @internal
 */
export class KeyUriRefused extends Error {
  override name = "KeyUriRefused";
  readonly refusal: KeyUriError;

  constructor(code: KeyUriErrorCode, found = "") {
    super(code);
    const short = found.length > 40 ? `${found.slice(0, 40).toWellFormed()}…` : found;
    this.refusal = { code, sentence: sentences[code](short), found: short };
  }
}
