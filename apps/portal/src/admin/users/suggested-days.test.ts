import { expect, test } from "vitest";
import { suggestedDays } from "./suggested-days.ts";

const now = new Date("2027-01-04T09:00:00Z");
const mfa = {
  isRequired: true,
  isRequiredForUser: true,
  isEnrolled: false,
  enrolBy: null,
  enrolledAt: null,
};

test.for([
  ["30 days left", { enrolBy: "2027-02-03T09:00:00Z" }, 37],
  ["a day and a half left", { enrolBy: "2027-01-05T21:00:00Z" }, 9],
  ["a deadline that has passed", { enrolBy: "2027-01-01T09:00:00Z" }, 7],
  ["set-up due at the next login", {}, 7],
  ["an invited user's 14 days", { daysFromAcceptance: 14 }, 21],
  ["a year", { daysFromAcceptance: 365 }, 365],
] as const)("with %s, extending offers a week more", ([, stands, days]) => {
  expect(suggestedDays({ ...mfa, ...stands }, now)).toBe(days);
});
