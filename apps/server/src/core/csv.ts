export type Cell = string | number | null;

/** A line as in RFC 4180. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(harmless(`${cell ?? ""}`))).join(",")}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins with one of these characters as a formula. A spreadsheet that separates cells at
 * semicolons also splits a quoted cell, because a quote counts only at the begin of a cell.
 */
function harmless(text: string): string {
  return text.replaceAll(/(^|[;|\t\r\n])(?=[=+\-@\t\r])/g, "$1'");
}

/** Some spreadsheets separate cells at a semicolon or tab. */
function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
