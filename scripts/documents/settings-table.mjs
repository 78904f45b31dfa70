/** @typedef {import("../../apps/server/src/config/reference.ts").SettingRow} SettingRow */

const [start, end] = ["<!-- settings -->", "<!-- /settings -->"];

/**
 * @param {string} document
 * @param {readonly SettingRow[]} rows
 */
export function withTable(document, rows) {
  const [before, rest] = halves(document, start);
  const [, after] = halves(rest, end);
  return `${before}${start}\n\n${tableOf(rows)}\n\n${end}${after}`;
}

/**
 * @param {string} text
 * @param {string} mark
 * @returns {[string, string]}
 */
function halves(text, mark) {
  const [before = "", after, ...more] = text.split(mark);
  if (after === undefined || more.length > 0) throw new Error(`The document needs ${mark} exactly once.`);
  return [before, after];
}

/** @param {readonly SettingRow[]} rows */
function tableOf(rows) {
  const head = ["| setting | meaning | default | who needs it |", "|---|---|---|---|"];
  const lines = rows.map((row) => `| \`${row.name}\` | ${row.means} | ${row.default} | ${row.who} |`);
  return [...head, ...lines].join("\n");
}
