import { expect, test } from "vitest";
import { comparisons, mostRounds } from "./comparisons.ts";
import { resettable } from "./people.ts";

test("in all rounds that there may be, no account is asked to be mailed twice", () => {
  const resets = comparisons.filter(({ other }) => other(0).path.endsWith("/password-reset"));
  const logins = resets.flatMap(({ other, timesARound }) =>
    Array.from({ length: mostRounds * timesARound }, (_, time) => other(time).body["login"]),
  );
  expect(logins).not.toHaveLength(0);
  expect(new Set(logins).size).toBe(logins.length);
  expect(logins.every((login) => resettable.includes(login ?? ""))).toBe(true);
});
