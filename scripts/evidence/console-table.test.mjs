import { expect, test } from "vitest";
import { rowsIn, troubleWithConsoleTable } from "./console-table.mjs";

const server = "apps/server/src/a.test.ts";
const head = "| promise | layer | test | |\n|---|---|---|---|\n";
const parts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const whole = parts
  .map((part) => `## ${part}. Part\n\n${head}| It works | server | \`${server}\`: it works | ● |\n`)
  .join("\n");
const titlesOf = (/** @type {string} */ file) => (file === server ? ["it works"] : null);

/** @param {string} document */
const trouble = (document) => troubleWithConsoleTable(document, titlesOf);

test("a row has its section, layer, file and title", () => {
  expect(rowsIn(whole)[0]).toEqual({
    section: "1. Part",
    layer: "server",
    file: server,
    title: "it works",
    wasSwitchedOff: true,
  });
});

test("a table whose tests exist has no trouble", () => {
  expect(trouble(whole)).toEqual([]);
});

test("a test that doesn't exist is found, in a file that doesn't either", () => {
  expect(trouble(whole.replace(": it works", ": it worked"))).toEqual([`${server} has no test “it worked”`]);
  expect(trouble(whole.replace("a.test", "b.test"))).toEqual([
    "apps/server/src/b.test.ts has no test “it works”",
  ]);
});

test("a wrong layer, a part without a mark and a row that can't be read are found", () => {
  expect(trouble(whole.replace("| server |", "| browser |"))).toEqual([
    `${server} is not of the layer browser`,
  ]);
  expect(trouble(whole.replace("● |", "|"))).toEqual([
    "part 1 has no test that was seen to fail without the feature",
  ]);
  expect(trouble(`${whole}| It works | server | somewhere | |\n`)).toEqual(["1 rows can't be read"]);
});

/** @param {string} file */
function troubleWithCommand(file) {
  const row = `| It scrolls | command | \`${file}\`: \`npm run scrolling\` | |\n`;
  return troubleWithConsoleTable(`${whole}${row}`, (each) =>
    each === "e2e/scrolling/main.ts" ? [] : titlesOf(each),
  );
}

test("a command needs a file and its name", () => {
  expect(troubleWithCommand("e2e/scrolling/main.ts")).toEqual([]);
  expect(troubleWithCommand("e2e/scrolling/gone.ts")).toEqual([
    "e2e/scrolling/gone.ts has no test “`npm run scrolling`”",
  ]);
});

test("more than 25 tests in a browser are too many", () => {
  const rows = Array.from(
    { length: 26 },
    (_, n) => `| It works | browser | \`e2e/a.spec.ts\`: story ${n} | |`,
  );
  const found = troubleWithConsoleTable(`${whole}\n${rows.join("\n")}\n`, (file) =>
    file === server ? ["it works"] : rows.map((_, n) => `story ${n}`),
  );
  expect(found).toEqual(["26 tests run in a browser, more than 25"]);
});
