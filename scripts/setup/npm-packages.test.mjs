import { expect, test } from "vitest";
import { lacking } from "./npm-packages.mjs";

const locked = {
  "": {},
  "packages/ours": { version: "0.2.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/for-another-system": { version: "1.0.0", optional: true },
};

test("packages of other systems and our own packages may be missing", () => {
  const installed = { "packages/ours": { version: "0.1.0" }, "node_modules/a": { version: "1.0.0" } };
  expect(lacking(locked, installed)).toEqual([]);
});

test("a package that is absent or has another version lacks", () => {
  expect(lacking(locked, {})).toEqual(["node_modules/a"]);
  expect(lacking(locked, { "node_modules/a": { version: "0.9.0" } })).toEqual(["node_modules/a"]);
});

test("an optional package of another version lacks", () => {
  const installed = {
    "node_modules/a": { version: "1.0.0" },
    "node_modules/for-another-system": { version: "2.0.0" },
  };
  expect(lacking(locked, installed)).toEqual(["node_modules/for-another-system"]);
});
