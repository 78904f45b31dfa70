import { expect, test } from "vitest";
import { boundsTable, isMet } from "./bounds.ts";
import { withNumbers } from "./document.ts";
import { asMarkdown, asText, shown } from "./table.ts";

test("a bound is met at its exact value, and never by a number that is missing", () => {
  const least = { what: "", least: 0.72 };
  const most = { what: "", most: 2.6 };
  expect([0.72, 0.7199, Number.NaN].map((measured) => isMet({ ...least, measured }))).toEqual([
    true,
    false,
    false,
  ]);
  expect([2.6, 2.601, Number.NaN].map((measured) => isMet({ ...most, measured }))).toEqual([
    true,
    false,
    false,
  ]);
});

test("the table of bounds says what was wanted and whether it was reached", () => {
  const { rows } = boundsTable([
    { what: "logins ÷ raw", measured: 0.731, least: 0.72, aim: 0.78 },
    { what: "idle delay", measured: 31.24, most: 20, unit: " ms" },
  ]);
  expect(rows).toEqual([
    ["logins ÷ raw", "≥ 0.72", "≥ 0.78", "0.73", "met"],
    ["idle delay", "≤ 20 ms", "", "31.2 ms", "missed"],
  ]);
});

const table = { title: "Logins", note: "On one core.", head: ["", "per second"], rows: [["raw", "131"]] };

test("a table is aligned in the terminal", () => {
  expect(asText(table)).toBe("Logins\nOn one core.\n\n     per second\nraw         131");
});

test("numbers have three significant digits, or no decimals from 100 up", () => {
  expect([0.5812, 9.999, 12.34, 131.4, Number.NaN].map(shown)).toEqual(["0.58", "10.00", "12.3", "131", "–"]);
});

test("a run replaces the numbers of its subject, and leaves all else", () => {
  const start = "<!-- bench:start:begin -->\nold\n<!-- bench:start:end -->";
  const document = `# Performance\n\n<!-- bench:lists:begin -->\nold\n<!-- bench:lists:end -->\n\n${start}\n`;
  const numbers = { conditions: ["Node: v24"], tables: [table] };
  const written = withNumbers(document, "lists", numbers);
  const part = `<!-- bench:lists:begin -->\n\n- Node: v24\n\n${asMarkdown(table)}\n\n<!-- bench:lists:end -->`;
  expect(written).toBe(`# Performance\n\n${part}\n\n${start}\n`);
  expect(withNumbers(written, "lists", numbers)).toBe(written);
  expect(() => withNumbers("# Empty", "lists", numbers)).toThrow("bench:lists:begin");
});
