/** Quotes a name. Quotation marks in the name are replaced, so no name can end the quote. */
export function quoted(name: string): string {
  return `“${name.replaceAll(/[“”„‟]/g, '"')}”`;
}

export const quote = "“[^”]*”";
