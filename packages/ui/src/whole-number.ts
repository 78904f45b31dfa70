/** Returns null for a sign, a fraction, an exponent or a unit. */
export function wholeNumber(typed: string, { min, max }: { min: number; max: number }): number | null {
  const text = typed.trim();
  if (!/^\d{1,6}$/.test(text)) return null;
  const number = Number(text);
  return number >= min && number <= max ? number : null;
}
