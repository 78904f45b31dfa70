/**
 * @typedef {{ file: string, title: string }} NamedTest
 * @typedef {NamedTest & { layer: string, wasSwitchedOff: boolean, section: string }} Row
 */

/**
 * Each of these sections of docs/console-tests.md needs a test that was seen to fail without the feature.
 * Section 14 isn't listed, because it is about words, which can't be switched off.
 */
const parts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const mostInBrowser = 25;

/** @type {Readonly<Record<string, RegExp>>} */
const filesOf = {
  rule: /\/(rules|journey)\/.*\.test\.ts$/,
  server: /^apps\/server\/(src|lab)\/.*\.test\.ts$/,
  page: /^(apps\/portal|packages\/(ui|contract))\/.*\.test\.tsx?$/,
  text: /^(packages\/contract|apps\/server\/src\/admin-api|scripts)\/.*\.test\.(ts|mjs)$/,
  browser: /^e2e\/.*\.spec\.ts$/,
  command: /^(bench|e2e)\/.*\/\w+\.ts$/,
};

/**
 * @param {string} document
 * @returns {Row[]}
 */
export function rowsIn(document) {
  let section = "";
  return document.split("\n").flatMap((line) => {
    section = /^## (.*)$/.exec(line)?.[1] ?? section;
    const found = /^\| .* \| (\w+) \| `([^`]+)`: (.+?) \| (●?) ?\|$/.exec(line);
    if (!found) return [];
    const [, layer = "", file = "", title = "", mark] = found;
    return [{ section, layer, file, title, wasSwitchedOff: mark === "●" }];
  });
}

/**
 * @param {string} document
 * @param {(file: string) => readonly string[] | null} titlesOf the titles in a file, with those of their groups
 * @returns {string[]}
 */
export function troubleWithConsoleTable(document, titlesOf) {
  const rows = rowsIn(document);
  const lines = document
    .split("\n")
    .filter((line) => /^\| .* \|$/.test(line) && !line.startsWith("| promise"));
  const inBrowser = new Set(rows.filter(({ layer }) => layer === "browser").map(({ title }) => title));
  return [
    ...(lines.length === rows.length ? [] : [`${lines.length - rows.length} rows can't be read`]),
    ...rows.flatMap(({ file, title, layer }) => [
      ...(hasTest(file, title, titlesOf) ? [] : [`${file} has no test “${title}”`]),
      ...(filesOf[layer]?.test(file) ? [] : [`${file} is not of the layer ${layer}`]),
    ]),
    ...parts.flatMap((part) => {
      const own = rows.filter(({ section }) => section.startsWith(`${part}. `));
      return own.some(({ wasSwitchedOff }) => wasSwitchedOff)
        ? []
        : [`part ${part} has no test that was seen to fail without the feature`];
    }),
    ...(inBrowser.size <= mostInBrowser
      ? []
      : [`${inBrowser.size} tests run in a browser, more than ${mostInBrowser}`]),
  ];
}

/**
 * The file of a command has no test titles, so its row has the command in place of a title.
 *
 * @param {string} file
 * @param {string} title
 * @param {(file: string) => readonly string[] | null} titlesOf
 */
function hasTest(file, title, titlesOf) {
  const titles = titlesOf(file);
  return /^`npm run [\w -]+`$/.test(title) ? titles !== null : titles?.includes(title) === true;
}
