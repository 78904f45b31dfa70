import { mostImportedBytes } from "@sallyport/contract/user-import";
import { expect, test } from "vitest";
import { fileMistake } from "./file-content.ts";

test.for([
  ["", 0, "Choose a file."],
  ["people.csv", 0, "This file is empty."],
  ["people.csv", 1, null],
  ["people.csv", mostImportedBytes, null],
  ["people.csv", 100 * 1024 * 1024, "This file has 100 MB. A file may have at most 5 MB. Split it."],
] as const)("%s with %i bytes: %s", ([name, size, mistake]) => {
  expect(fileMistake({ name, size })).toBe(mistake);
});
