/** The code as users type it. Nothing here needs the secret, so a login page can import this module alone. */

/** The default number of digits of a code. */
export const standardDigits = 6;

/** Whether the text is exactly `digits` ASCII digits. This does not check whether the code is correct. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
