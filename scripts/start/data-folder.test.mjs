import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepareDataFolder } from "./data-folder.mjs";

let place = "";

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "data-folder-"));
});

afterEach(() => rmSync(place, { recursive: true }));

test("a folder that is not there yet is made, for its owner alone", () => {
  const folder = join(place, "data");
  prepareDataFolder(folder, { isFresh: false });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("what an earlier start left stays, unless --fresh starts over", () => {
  for (const name of ["start.log", "sallyport.db"]) writeFileSync(join(place, name), "");
  prepareDataFolder(place, { isFresh: false });
  expect(readdirSync(place)).toEqual(["sallyport.db", "start.log"]);
  prepareDataFolder(place, { isFresh: true });
  expect(readdirSync(place)).toEqual([]);
});

test.each([[["inbox"]], [["tpm", "sallyport.db", "sallyport.db-wal", "inbox"]], [["passphrase"]]])(
  "a folder that a part of Sallyport began is taken: %j",
  (names) => {
    for (const name of names) writeFileSync(join(place, name), "");
    prepareDataFolder(place, { isFresh: false });
    expect(readdirSync(place)).toHaveLength(names.length);
    prepareDataFolder(place, { isFresh: true });
    expect(readdirSync(place)).toEqual([]);
  },
);

test("a folder with other things in it is refused, and nothing in it is touched", () => {
  const letters = join(place, "letters.txt");
  const log = join(place, "start.log");
  for (const file of [letters, log]) writeFileSync(file, "");
  for (const isFresh of [true, false]) {
    expect(() => prepareDataFolder(place, { isFresh })).toThrow(`${place} holds other things`);
  }
  expect([letters, log].filter((file) => !existsSync(file))).toEqual([]);
});
