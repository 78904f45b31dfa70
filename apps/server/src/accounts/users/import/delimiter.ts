const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** Other requests wait while the server reads the heading, so its length is limited. */
const longestHeading = 16 * 1024;

/** Ignores delimiters in quotes. */
export function delimiterOf(text: string): Delimiter {
  const found = firstLine(text.slice(0, longestHeading)).filter(isDelimiter);
  const countOf = (one: Delimiter) => found.filter((each) => each === one).length;
  return delimiters.reduce((most, each) => (countOf(each) > countOf(most) ? each : most));
}

function firstLine(text: string): string[] {
  const unquoted: string[] = [];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\r\n]/.test(character)) {
      if (unquoted.length > 0) return unquoted;
    } else if (!isQuoted) unquoted.push(character);
  }
  return unquoted;
}

function isDelimiter(character: string): character is Delimiter {
  return (delimiters as readonly string[]).includes(character);
}
