/** Facts about codes as users type them. A login page can import this module without the code for secrets. */

/** The default number of digits of a code. */
export const standardDigits = 6;

/** Whether the text consists of exactly `digits` ASCII digits. Doesn't check whether the code is correct. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
