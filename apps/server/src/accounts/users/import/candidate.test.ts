import type { Mapping } from "@sallyport/contract/user-import";
import { describe, expect, test } from "vitest";
import { readCandidate } from "./candidate.ts";

const mapping: Mapping = {
  name: 0,
  firstName: null,
  lastName: null,
  email: 1,
  username: 2,
  days: 3,
  groups: 6,
  passwordHash: 4,
};
const uma = { name: "Uma", email: "uma@example.com", username: null, days: null, groups: [], hash: null };

describe("a line", () => {
  test("has the fields of its columns", () => {
    expect(readCandidate(["Uma", "uma@example.com", " UMA ", "3", ""], mapping, 7)).toEqual({
      ...uma,
      username: "uma",
      days: 3,
    });
  });

  test("that is too short has no other fields, and the days of the form", () => {
    expect(readCandidate(["Uma", "uma@example.com"], mapping, 7)).toEqual({ ...uma, days: 7 });
    expect(readCandidate(["Uma", "uma@example.com"], mapping, null)).toEqual(uma);
  });

  test("has the groups between semicolons, each once", () => {
    const cells = ["Uma", "uma@example.com", "", "", "", "", " Staff; ;Crew;Staff "];
    expect(readCandidate(cells, mapping, null)).toEqual({ ...uma, groups: ["Staff", "Crew"] });
  });

  test("has a name of two parts", () => {
    const parts = { ...mapping, name: null, firstName: 0, lastName: 5 };
    expect(readCandidate(["Uma", "uma@example.com", "", "", "", "Thorn"], parts, null)).toEqual({
      ...uma,
      name: "Uma Thorn",
    });
  });
});

describe("days are whole numbers from 1 to 365", () => {
  test.for(["0", "-1", "366", "7.5", "seven", "7 days", "1e2", "٧"])("%s isn't", (days) => {
    expect(readCandidate(["Uma", "uma@example.com", "", days], mapping, null)).toMatchObject({
      fault: "days-invalid",
    });
  });
});

describe("a name that a spreadsheet would run is refused", () => {
  test.for(["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", '=HYPERLINK("https://example.com")'])("%s", (name) => {
    expect(readCandidate([name, "uma@example.com"], mapping, null)).toMatchObject({ fault: "formula" });
  });
});

const lineWithGroups = (count: number) => {
  const groups = Array.from({ length: count }, (_, n) => `group ${n}`).join(";");
  return readCandidate(["Uma", "uma@example.com", "", "", "", "", groups], mapping, null);
};

test("a line may have 20 groups", () => {
  expect(lineWithGroups(20)).toMatchObject({ name: "Uma" });
  expect(lineWithGroups(21)).toMatchObject({ fault: "too-many-groups" });
});

test.for([
  [["", "uma@example.com"], "name-invalid"],
  [["see https://evil.example/", "uma@example.com"], "name-invalid"],
  [["Uma", ""], "email-invalid"],
  [["Uma", "=1+1"], "email-invalid"],
  [["Uma", "uma@example.com", "a b"], "username-invalid"],
  [["Uma", "uma@example.com", "", "", "a password"], "unknown-hash"],
  [
    ["Uma", "uma@example.com", "", "", "$2b$04$abcdefghijklmnopqrstuu1234567890123456789012345678902"],
    "weak-hash",
  ],
  [
    ["Uma", "uma@example.com", "", "", "$2b$15$abcdefghijklmnopqrstuu1234567890123456789012345678902"],
    "costly-hash",
  ],
] as const)("%j is refused: %s", ([cells, fault]) => {
  expect(readCandidate(cells, mapping, null)).toMatchObject({ fault });
});
