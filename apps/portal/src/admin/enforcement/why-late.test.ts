import { expect, test } from "vitest";
import { whyLate } from "./why-late.ts";

const late = { state: "active", lastSignInAt: null, mailUndeliveredSince: null } as const;

test.for([
  [late, "Never logged in."],
  [
    { ...late, lastSignInAt: "2027-01-01T23:30:00.000Z" },
    "Last logged in on 2 January 2027, without setting up MFA.",
  ],
  [
    { ...late, mailUndeliveredSince: "2027-01-03T09:00:00.000Z" },
    "Never logged in. Mails haven't arrived since 3 January 2027.",
  ],
  [{ ...late, state: "suspended" }, "Never logged in. Suspended."],
] as const)("%j is late because: %s", ([user, why]) => {
  expect(whyLate(user, "Europe/Berlin")).toBe(why);
});
