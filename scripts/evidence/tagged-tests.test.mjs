import { expect, test } from "vitest";
import { claimsOf, testsIn, troubleWithTags } from "./tagged-tests.mjs";

test("a title claims attacks at its head and requirements at its end", () => {
  expect(claimsOf(["AT-23 CVE-2025-69197: a code works once [R21 R47]"])).toEqual({
    attacks: ["AT-23"],
    requirements: ["R21", "R47"],
    sentence: "a code works once",
  });
  expect(claimsOf(["AT-16 AT-18: turning the clock back undoes nothing"])).toEqual({
    attacks: ["AT-16", "AT-18"],
    requirements: [],
    sentence: "turning the clock back undoes nothing",
  });
  expect(claimsOf(["AT-10 GHSA-gqc6-p5c3-q963, AT-11 CVE-2026-111949: no"])).toMatchObject({
    attacks: ["AT-10", "AT-11"],
    sentence: "no",
  });
  expect(claimsOf(["days: none [R19]"])).toEqual({
    attacks: [],
    requirements: ["R19"],
    sentence: "days: none",
  });
});

test("a test claims what its group claims, and more", () => {
  expect(claimsOf(["AT-06 CVE-1: a ticket [R15]", "AT-07", "is used once [R86]"])).toEqual({
    attacks: ["AT-06", "AT-07"],
    requirements: ["R15", "R86"],
    sentence: "a ticket › is used once",
  });
});

test("a title without a claim is left out", () => {
  expect(
    testsIn("a.test.ts", 'test("a code works once", () => {}); test("another [R21]", () => {});'),
  ).toEqual([expect.objectContaining({ file: "a.test.ts", title: "another [R21]" })]);
});

test("unknown claims, and claims at the wrong place, are troubles", () => {
  const facts = /** @type {any} */ ({ attacks: [{ id: "AT-23" }], requirements: [{ id: "R21" }] });
  const source =
    'test("AT-99: a", () => {}); test("b [R21 R999]", () => {}); test("[R21] c AT-23 [R21]", () => {});';
  expect(troubleWithTags(facts, testsIn("a.test.ts", source))).toEqual([
    'a.test.ts: "AT-99: a": there is no AT-99',
    'a.test.ts: "b [R21 R999]": there is no R999',
    'a.test.ts: "[R21] c AT-23 [R21]": AT-23 stands where it is not looked for',
  ]);
});
