import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../setup/places.mjs";

const places = ["apps", "packages", "scripts", "e2e"];
const files = places
  .flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: "utf8" }).map((path) => join(place, path)),
  )
  .filter((path) => /(?<!\.daemon)\.test\.(tsx?|mjs)$/.test(path) && !/node_modules|dist/.test(path));

const replacesModules = /\bvi\.(mock|doMock|unmock|doUnmock|resetModules)\(/;

test("exactly the files that replace modules have the name of an isolated test", () => {
  const replacing = files.filter((file) => replacesModules.test(readFileSync(join(root, file), "utf8")));
  expect(replacing).not.toEqual([]);
  expect(files.filter((file) => file.includes(".isolated.test."))).toEqual(replacing);
});
