import { posix } from "node:path";

/** Links in most documents are relative to this folder. */
const usualFolder = "docs/security";

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
export function table(heads, rows) {
  return [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .join("\n");
}

/** @param {string} path */
export function linkTo(path, folder = usualFolder) {
  return `[${posix.basename(path)}](${posix.relative(folder, path)})`;
}

/** @param {readonly import("./tagged-tests.mjs").TaggedTest[]} tests */
export function testList(tests, folder = usualFolder) {
  return [...Map.groupBy(tests, ({ file }) => file)]
    .map(([file, inIt]) => `${linkTo(file, folder)}: ${inIt.map(({ title }) => plain(title)).join("; ")}`)
    .join("<br>");
}

/** @param {readonly import("./tagged-tests.mjs").TaggedTest[]} tests */
export function testItems(tests) {
  return [...Map.groupBy(tests, ({ file }) => file)]
    .flatMap(([file, inIt]) => [`- ${linkTo(file)}`, ...inIt.map(({ title }) => `  - ${plain(title)}`)])
    .join("\n");
}

/** @param {string} text */
export function plain(text) {
  return text.replaceAll(/[<>*_`[\]$]/g, (character) => `\\${character}`);
}

/** @param {string} text */
export function unescaped(text) {
  return text.replaceAll(/\\([<>*_`[\]$])/g, "$1");
}

/**
 * @param {string} document
 * @param {readonly string[]} heads
 */
export function rowsOf(document, heads) {
  const [, rest = ""] = document.split(`\n${table(heads, [])}\n`);
  return (rest.split("\n\n")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((text) => text.trim().replaceAll("\\|", "|")),
    );
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll(/\n+/g, " ");
}
