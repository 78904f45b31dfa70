/** Why a call failed, as a code for programs. */
export type OtpErrorCode =
  /** The text is not a key, or the key can't be used for time-based codes. */
  | "bad-key"
  /** The picture has no QR code that can be read. */
  | "no-qr-code"
  /** The picture's QR codes are not for an authenticator. */
  | "not-otpauth"
  /** There are several accounts, and none or more than one was chosen. */
  | "several-accounts"
  /** The chosen account is not among those that were found. */
  | "no-such-account"
  /** The file can't be read, or isn't a picture. */
  | "unreadable"
  /** No code became free in time. */
  | "timeout"
  /** The call was cancelled by its signal. */
  | "cancelled"
  /** The ledger's folder can't be used. */
  | "ledger"
  /** An option has a value that can't work. */
  | "bad-option"
  /** No reserved code is valid now, so none can be used a second time. */
  | "nothing-to-reuse"
  /** The application didn't tell its time. */
  | "no-clock";

/**
 * An error whose message says what was seen and what to do. The message never contains a secret.
 *
 * @example
 * ```ts
 * try {
 *   await scan("picture.png");
 * } catch (error) {
 *   if (error instanceof OtpError && error.code === "no-qr-code") console.log(error.message);
 * }
 * ```
 */
export class OtpError extends Error {
  /** The name that a stack trace shows. */
  override readonly name = "OtpError";
  /** The reason, as a code for programs. */
  readonly code: OtpErrorCode;

  /**
   * @param code the reason
   * @param message what was seen and what to do
   */
  constructor(code: OtpErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The code of an error of the system, such as "EACCES". */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
