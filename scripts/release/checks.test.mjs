import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../setup/places.mjs";
import { chosenChecks } from "./checks.mjs";

test("without a name all checks run, each of them a program that exists", () => {
  const programs = chosenChecks([]).map(({ program }) => program);
  expect(programs.filter((program) => !existsSync(join(root, program)))).toEqual([]);
  expect(chosenChecks([]).map(({ name }) => name)).toEqual([
    "attacks",
    "proof",
    "model",
    "scale",
    "mutants",
    "timing",
  ]);
});

test("a name alone runs that check with its release arguments, and other arguments replace them", () => {
  expect(chosenChecks(["timing"])).toMatchObject([{ name: "timing", words: ["--minutes", "10", "--write"] }]);
  expect(chosenChecks(["proof", "AT-23"])).toMatchObject([{ name: "proof", words: ["AT-23"] }]);
});

test("an unknown name is refused with those that exist", () => {
  expect(() => chosenChecks(["prove"])).toThrow("There is no check prove; there are attacks, proof");
});
