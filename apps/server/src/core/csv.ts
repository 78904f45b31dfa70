export type Cell = string | number | null;

/** Writes a line as in RFC 4180. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(harmless(`${cell ?? ""}`))).join(",")}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins with one of these characters as a formula. Some spreadsheets split
 * even a quoted cell at semicolons.
 */
function harmless(text: string): string {
  return text.replaceAll(/(^|[;|\t\r\n])(?=[=+\-@\t\r])/g, "$1'");
}

function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
