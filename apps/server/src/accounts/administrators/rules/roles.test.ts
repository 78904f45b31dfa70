import { type AdministratorRole, administratorRoles } from "@sallyport/contract/text";
import { expect, test } from "vitest";
import { isAtLeast, lowerRole, mayActOn } from "./roles.ts";

const may = (role: AdministratorRole | null) =>
  administratorRoles.filter((needed) => isAtLeast(role, needed));

test("each role may do what those below it may", () => {
  expect(may("owner")).toEqual(["owner", "administrator", "help-desk", "read-only"]);
  expect(may("administrator")).toEqual(["administrator", "help-desk", "read-only"]);
  expect(may("help-desk")).toEqual(["help-desk", "read-only"]);
  expect(may("read-only")).toEqual(["read-only"]);
  expect(may(null)).toEqual([]);
});

test("administrators can't act on a role above their own", { tags: ["AT-21", "R53"] }, () => {
  for (const [actorRank, actor] of administratorRoles.entries()) {
    for (const [subjectRank, subject] of administratorRoles.entries()) {
      expect(mayActOn(actor, subject)).toBe(actorRank <= subjectRank);
    }
  }
  expect(mayActOn(null, "read-only")).toBe(false);
  expect(mayActOn("owner", null)).toBe(false);
});

test("of two roles the lower one counts, and an account without a role has none", { tags: ["R53"] }, () => {
  for (const [rank, one] of administratorRoles.entries())
    for (const [otherRank, other] of administratorRoles.entries())
      expect(lowerRole(one, other)).toBe(administratorRoles[Math.max(rank, otherRank)]);
  expect(lowerRole(null, "owner")).toBeNull();
});
