/**
 * The form of the codes that users type. Nothing here needs the secret, so a login page can import only this module.
 */

/** The default number of digits of a code. */
export const standardDigits = 6;

/** Whether the text consists of exactly `digits` ASCII digits. Doesn't check whether the code is correct. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
