/** This module doesn't import otpauth, so login pages can use this module without loading otpauth. */

/** The default number of digits of a code. */
export const standardDigits = 6;

/** True if the text consists of exactly `digits` ASCII digits. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
