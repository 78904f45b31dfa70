import { mostImported } from "@sallyport/contract/user-import";
import { describe, expect, test } from "vitest";
import type { Refused } from "../../../core/refusal.ts";
import { delimiterOf } from "./delimiter.ts";
import { readTable } from "./read-table.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());

const lines = (count: number) => utf8(`email\n${"a@example.com\n".repeat(count)}`);

const refusalOf = async (bytes: Uint8Array) => {
  const error = await readTable(bytes).then(
    () => null,
    (refused: Refused) => refused.details.fields,
  );
  return error?.map(({ path, message }) => `${path}: ${message}`).join() ?? "accepted";
};

const text = "name,email\r\nÄrø 😀,aero@example.com\r\n";

test("only the beginning tells the delimiter, because other requests wait meanwhile", () => {
  const heading = `name,email,${"x".repeat(16 * 1024)};;;`;
  expect(delimiterOf(heading)).toBe(",");
});

describe("encodings", () => {
  test.for([
    ["UTF-8", utf8(text), "utf-8"],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${text}`), "utf-8"],
    ["UTF-16 of Excel", utf16le(`\ufeff${text}`), "utf-16le"],
    ["UTF-16, big endian", utf16be(`\ufeff${text}`), "utf-16be"],
    ["UTF-16 without a byte order mark", utf16le(text), "utf-16le"],
    ["UTF-16 without a byte order mark, big endian", utf16be(text), "utf-16be"],
  ] as const)("%s", async ([, bytes, encoding]) => {
    expect(await readTable(bytes)).toEqual({
      encoding,
      delimiter: ",",
      columns: ["name", "email"],
      rows: [{ line: 2, cells: ["Ärø 😀", "aero@example.com"] }],
    });
  });

  test.for([
    ["Windows-1252", Buffer.from("name,email\r\nM\u00fcller,m@example.com\r\n", "latin1")],
    ["UTF-16 that ends within a character", utf16le(`\ufeff${text}`).slice(0, -1)],
    ["zeros", utf8("name,email\r\nA,\0")],
  ] as const)("%s is refused, and not guessed", async ([, bytes]) => {
    expect(await refusalOf(bytes)).toMatch(/^file: This text is neither UTF-8 nor UTF-16\./);
  });

  test("a workbook of Excel is refused by its name", async () => {
    expect(await refusalOf(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]))).toMatch(/^file: This is a workbook/);
  });
});

describe("delimiters", () => {
  test.for([
    [",", 'name,email\n"A; B; C",a@example.com'],
    [";", 'name;email\n"A, B";a@example.com'],
    ["\t", "name\temail\nA, B\ta@example.com"],
    ["|", "name|email\nA|a@example.com"],
    [";", '"name, in full";email\nA;a@example.com'],
    [",", "email\na@example.com"],
  ] as const)("%j is found", async ([delimiter, file]) => {
    expect(await readTable(utf8(file))).toMatchObject({ delimiter });
  });
});

describe("quotes", () => {
  test("a quoted cell has delimiters, quotation marks and line breaks, and lines are counted in the file", async () => {
    const { rows } = await readTable(utf8('name,email\n"A ""B"",\nC",a@example.com\n\nD,d@example.com'));
    expect(rows).toEqual([
      { line: 3, cells: ['A "B",\nC', "a@example.com"] },
      { line: 5, cells: ["D", "d@example.com"] },
    ]);
  });

  test.for([
    [
      'name,email\nA,a@example.com\n"B,b@example.com\n',
      /^file: Line \d: A cell begins with a quotation mark/,
    ],
    ['name,email\n"A" B,a@example.com\n', /^file: Line 2: The quotation marks are wrong/],
    [`name,email\n"${"x".repeat(20_000)}`, /^file: Line 2: The line is too long/],
  ] as const)("a fault is told with its line: %j", async ([file, sentence]) => {
    expect(await refusalOf(utf8(file))).toMatch(sentence);
  });
});

describe("sizes", () => {
  test("the most users are read, and one more is refused", async () => {
    expect((await readTable(lines(mostImported))).rows).toHaveLength(mostImported);
    expect(await refusalOf(lines(mostImported + 1))).toBe(
      "file: A file may have at most 10,000 users. Split it.",
    );
  });

  test.for(["", "\ufeff", "name,email", "name,email\n\n  ,\n"])(
    "a file without users is refused: %j",
    async (file) => {
      expect(await refusalOf(utf8(file))).toMatch(/^file: The first line must name the columns/);
    },
  );

  test("shorter and longer lines are read as they are", async () => {
    const { rows } = await readTable(utf8("name,email\nA\nB,b@example.com,more\n"));
    expect(rows.map(({ cells }) => cells)).toEqual([["A"], ["B", "b@example.com", "more"]]);
  });

  test("other work runs while a large file is read", async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    await readTable(utf8(`name,email\n${"A name of some length,a@example.com\n".repeat(9999)}`));
    clearInterval(counting);
    expect(turns).toBeGreaterThan(2);
  });
});
