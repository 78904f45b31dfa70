/** What a person types: the code as text. Nothing here needs the secret, so a sign-in page can import it alone. */

/** The digits of a code unless the key says otherwise. */
export const standardDigits = 6;

/**
 * Drops the spaces that people type and that authenticators show ("123 456").
 * Everything else stays, so that a wrong character is seen rather than silently forgiven.
 */
export function tidyToken(text: string): string {
  return text.replace(/\s/g, "");
}

/** Whether the text is exactly `digits` ASCII digits. It says nothing about the code being right. */
export function isTokenShaped(text: string, digits: number = standardDigits): boolean {
  return text.length === digits && /^[0-9]+$/.test(text);
}
