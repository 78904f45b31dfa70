import { expect, test } from "vitest";
import { findingsIn, seenToFailDocument, troubleWithSeen } from "./seen-to-fail.mjs";

/** @typedef {import("./seen-to-fail.mjs").Finding} Finding */

/** @type {Finding} */
const seen = {
  attack: "AT-01",
  defence: "a door",
  title: "a of `one` | b",
  message: "it <failed>",
};
const facts = /** @type {any} */ ({
  attacks: [{ id: "AT-01" }, { id: "AT-02", notApplicable: "There is none." }],
});
const defences = [{ attacks: ["AT-01"], defence: "a door", off: {} }];
const ofOne = {
  file: "a.test.ts",
  title: "a of %s | b",
  attacks: ["AT-01"],
  requirements: ["R1"],
  modules: [],
};

/** @param {Finding[]} findings */
const troubles = (...findings) => troubleWithSeen(facts, [ofOne], defences, seenToFailDocument(findings));

test("what was written is read back", () => {
  /** @type {Finding} */
  const green = { attack: "AT-02", defence: "b", title: null, message: "its tests stay green" };
  const document = seenToFailDocument([green, seen]);
  expect(document).toContain("| AT-02 | b | **none failed** | its tests stay green |");
  expect(findingsIn(document)).toEqual([seen, green]);
});

test("a document of all defences and of tests that there are is no trouble", () => {
  expect(troubles(seen)).toEqual([]);
});

test("a defence without a row, and a row without a defence, are troubles", () => {
  expect(troubles({ ...seen, defence: "another door" })).toEqual([
    "AT-01 was not seen to fail without: a door (npm run release-checks -- proof AT-01)",
    "seen-to-fail.md has a defence that is gone: AT-01 another door",
  ]);
});

test("a test that stayed green is a trouble", () => {
  expect(troubles({ ...seen, title: null, message: "its tests stay green" })).toEqual([
    "AT-01, without its defence (a door): its tests stay green",
  ]);
});

test("a row of a test that is gone is a trouble", () => {
  expect(troubles({ ...seen, title: "another" })).toEqual([
    "seen-to-fail.md names a test of AT-01 that is gone: another",
  ]);
});

test("an attack that applies, and that no defence holds back, is a trouble", () => {
  expect(troubleWithSeen(facts, [], [], "")).toEqual([
    "AT-01 has no defence in scripts/evidence/defences, so its test was not seen to fail",
  ]);
});
