/** What a person types: the code as text. Nothing here needs the secret, so a sign-in page can import it alone. */

/** The digits of a code unless the key says otherwise. */
export const standardDigits = 6;

/** Whether the text is exactly `digits` ASCII digits. It says nothing about the code being right. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
