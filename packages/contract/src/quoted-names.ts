/** No name can end the quote. */
export function quoted(name: string): string {
  return `“${name.replaceAll(/[“”„‟]/g, '"')}”`;
}

export const quote = "“[^”]*”";
