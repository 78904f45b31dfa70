import { endpoint } from "./endpoint.ts";
import { UserGroups } from "./groups.ts";
import { Days, Instant, LocalDay } from "./text.ts";
import { Count } from "./user-filters.ts";
import { User } from "./users.ts";
import { z } from "./zod.ts";

const Figure = z.int().check(z.minimum(0));

export const CoverageDay = z.object({
  day: LocalDay,
  countedAt: Instant,
  users: Figure,
  required: Figure,
  /** Users who must use MFA and have set it up. */
  setUp: Figure,
  /** Users who have set up MFA, but aren't required to use it. */
  setUpByChoice: Figure,
  /** Users who missed their deadline. */
  locked: Figure,
});
export type CoverageDay = z.infer<typeof CoverageDay>;

export const Coverage = z.object({
  timeZone: z.string(),
  from: LocalDay,
  today: LocalDay,
  /** If no server ran on a day, the list doesn't contain that day. */
  days: z.array(CoverageDay),
});
export type Coverage = z.infer<typeof Coverage>;

const mostCoverageDays = 366;

export const showCoverage = endpoint({
  method: "GET",
  path: "/api/admin/enforcement/coverage",
  summary: "See how many users must use MFA, have set it up or missed the deadline, day by day",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.object({
    days: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(mostCoverageDays)), 90),
  }),
  reply: Coverage,
});

/** A number above `mostCounted` is reported as `mostCounted + 1`. */
export const Deadlines = z.object({
  timeZone: z.string(),
  today: LocalDay,
  month: z.string(),
  /**
   * For each day of the month, the number of users with a deadline on that day. Users who have set up MFA
   * aren't counted.
   */
  days: z.array(z.object({ day: LocalDay, count: Count })),
  /** Users whose deadline is in the future, in any month. */
  ahead: Count,
  late: Count,
  /**
   * Users without a deadline. Their set-up is due at the next login, or they haven't accepted the invitation
   * yet.
   */
  withoutDeadline: Count,
});
export type Deadlines = z.infer<typeof Deadlines>;

export const showDeadlines = endpoint({
  method: "GET",
  path: "/api/admin/enforcement/deadlines",
  summary: "See how many users must set up MFA on which day of a month",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.object({
    /** The default is the current month. */
    month: z.optional(z.string().check(z.regex(/^2\d{3}-(0[1-9]|1[0-2])$/, "Give a month, like 2027-01."))),
  }),
  reply: Deadlines,
});

/** One line of the export for an auditor: `exportUsers` with `report=mfa`. */
export const MfaReportLine = z.extend(
  z.pick(User, {
    id: true,
    username: true,
    name: true,
    email: true,
    state: true,
    lastSignInAt: true,
    mailUndeliveredSince: true,
    locks: true,
  }),
  {
    groups: z.array(z.string()),
    isRequired: z.boolean(),
    /** Null if MFA isn't required, or if the activity log doesn't say when the requirement began. */
    required: z.nullable(z.object({ since: Instant, by: z.nullable(z.string()) })),
    deadline: z.nullable(Instant),
    daysFromAcceptance: z.nullable(Days),
    deadlineFrom: UserGroups.shape.source,
    setUpAt: z.nullable(Instant),
    factors: z.array(z.enum(["authenticator-app", "passkey", "synced-passkey"])),
  },
);
export type MfaReportLine = z.infer<typeof MfaReportLine>;
