import { dayBounds } from "./days.ts";
import { LocalDay, noNul } from "./text.ts";
import { z } from "./zod.ts";

export const accountStates = ["staged", "active", "suspended"] as const;
export const lockReasons = [
  "enrolment-deadline",
  "wrong-passwords",
  "wrong-codes",
  "codes-ahead",
  "login-reported",
] as const;

export const UserFilters = z.object({
  /**
   * Each word of the search must be the beginning of a word in the username, e-mail address or name. `@exam`
   * finds domains that begin with `exam`.
   */
  search: z.prefault(z.string().check(noNul, z.trim(), z.maxLength(254)), ""),
  mfa: z.optional(z.enum(["required", "not-required", "set-up", "not-set-up"])),
  due: z.optional(z.coerce.number().check(z.int(), z.minimum(dayBounds.min), z.maximum(dayBounds.max))),
  /** Users who haven't set up MFA, and whose deadline is or was on this day. */
  dueOn: z.optional(LocalDay),
  /**
   * Users without a deadline. Their set-up is due at the next login, or they haven't accepted the invitation
   * yet.
   */
  deadline: z.optional(z.literal("none")),
  locked: z.optional(z.enum(["any", ...lockReasons])),
  state: z.optional(z.enum(accountStates)),
  mail: z.optional(z.literal("undelivered")),
  login: z.optional(z.literal("never")),
  group: z.optional(z.uuid()),
});
export type UserFilters = z.output<typeof UserFilters>;

/** Users without a deadline or login come last in both directions. */
export const UserSort = z.enum(["name", "deadline", "last-login", "created"]);
export type UserSort = z.infer<typeof UserSort>;

export const SortOrder = z.enum(["asc", "desc"]);
export type SortOrder = z.infer<typeof SortOrder>;

/** The server counts up to this number. It reports larger numbers as `mostCounted + 1`. */
export const mostCounted = 10_000;
/** A bulk action on more users needs a filter instead of a selection. */
export const mostSelected = 300;
/** A bulk action on more users is refused with the code `too-many-users`. */
export const mostAffected = 10_000;
/** A deadline within this many days is called "due soon". */
export const daysOfDueSoon = 7;

export const Count = z.int().check(z.minimum(0), z.maximum(mostCounted + 1));

export const UserCounts = z.object({
  all: Count,
  notSetUp: Count,
  dueSoon: Count,
  locked: Count,
  invited: Count,
  suspended: Count,
  undelivered: Count,
  neverLoggedIn: Count,
});
export type UserCounts = z.infer<typeof UserCounts>;
