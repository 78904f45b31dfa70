/** Quotes a name that a person chose. No name can end the quote. */
export function quoted(name: string): string {
  return `“${name.replaceAll(/[“”„‟]/g, '"')}”`;
}

/** Matches what `quoted` returns. */
export const quote = "“[^”]*”";
