import { mostDaysWithoutProof } from "./days.ts";
import { endpoint } from "./endpoint.ts";
import { GroupId, mostGroupsOfNewUser } from "./groups.ts";
import { AccountId, Days, Email, Instant, Nothing, noNul, PersonName, Username } from "./text.ts";
import { accountStates, lockReasons, SortOrder, UserCounts, UserFilters, UserSort } from "./user-filters.ts";
import { z } from "./zod.ts";

export const AccountState = z.enum(accountStates);
export type AccountState = z.infer<typeof AccountState>;

export const LockReason = z.enum(lockReasons);
export type LockReason = z.infer<typeof LockReason>;

/** `liftsAt` is null if only an administrator can end the lock. */
export const Lock = z.object({
  reason: LockReason,
  since: z.nullable(Instant),
  liftsAt: z.nullable(Instant),
  /** The address to which the lock applies, or null if it applies to all addresses. */
  source: z.nullable(z.string()),
});
export type Lock = z.infer<typeof Lock>;

export const MfaStatus = z.object({
  isRequired: z.boolean(),
  /** False if MFA is required only because of the user's groups. */
  isRequiredForUser: z.boolean(),
  isEnrolled: z.boolean(),
  enrolBy: z.nullable(Instant),
  daysFromAcceptance: z.optional(Days),
  enrolledAt: z.nullable(Instant),
});
export type MfaStatus = z.infer<typeof MfaStatus>;

export const User = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string(),
  name: z.string(),
  state: AccountState,
  createdAt: Instant,
  lastSignInAt: z.nullable(Instant),
  mailUndeliveredSince: z.nullable(Instant),
  mfa: MfaStatus,
  locks: z.array(Lock),
  /** A hash of the fields that `saveUser` changes. */
  version: z.string(),
});
export type User = z.infer<typeof User>;

const params = z.object({ id: AccountId });

/** By default, users are sorted by name. By default, search results are sorted by the matching word. */
const sorting = { sort: z.optional(UserSort), order: z.prefault(SortOrder, "asc") };

export const listUsers = endpoint({
  method: "GET",
  path: "/api/admin/users",
  summary: "List, filter or search users, page by page",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.extend(UserFilters, {
    ...sorting,
    after: z.optional(z.string().check(noNul, z.maxLength(512))),
    limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  }),
  reply: z.object({ users: z.array(User), next: z.nullable(z.string()) }),
});

export const ExportedUser = z.omit(User, { version: true });

/** The activity log gets an event for each export. */
export const exportUsers = endpoint({
  method: "GET",
  path: "/api/admin/user-export",
  summary: "Download the users of a filter as CSV or JSON lines",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  query: z.extend(UserFilters, {
    ...sorting,
    format: z.prefault(z.enum(["csv", "jsonl"]), "csv"),
    /** `mfa` is the report for an auditor: requirement, deadline, factors and locks (`MfaReportLine`). */
    report: z.optional(z.literal("mfa")),
  }),
  reply: z.string(),
});

export const countUsers = endpoint({
  method: "GET",
  path: "/api/admin/user-counts",
  summary: "Count the users that the most important filters match, up to 10,000 each",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  reply: UserCounts,
});

const MfaRequirement = z.discriminatedUnion("isRequired", [
  z.object({ isRequired: z.literal(false) }),
  z.object({ isRequired: z.literal(true), days: Days }),
]);

/** Adds and invites a user. The days for set-up begin when the user accepts the invitation. */
export const addUser = endpoint({
  method: "POST",
  path: "/api/admin/users",
  summary: "Add a user and mail an invitation to choose a password",
  asks: "administrator",
  atLeast: "administrator",
  allowsKeys: true,
  proofIf:
    "to require less of MFA than of new users in general, or for a group that can log in to applications",
  body: z.object({
    username: Username,
    email: Email,
    name: PersonName,
    /** If absent, the requirement of new users applies. A weaker requirement needs reauthentication. */
    mfa: z.optional(MfaRequirement),
    /** API keys can't choose groups. */
    groups: z.prefault(z.array(GroupId).check(z.maxLength(mostGroupsOfNewUser)), []),
  }),
  reply: User,
});

export const proposeUsername = endpoint({
  method: "GET",
  path: "/api/admin/username-proposal",
  summary: "Propose a username that no user has",
  asks: "administrator",
  atLeast: "administrator",
  query: z.object({
    name: z.prefault(z.string().check(noNul, z.maxLength(120)), ""),
    email: z.prefault(z.string().check(noNul, z.maxLength(254)), ""),
  }),
  /** Null if neither the name nor the address contains a letter or digit. */
  reply: z.object({ username: z.nullable(z.string()) }),
});

export const showUser = endpoint({
  method: "GET",
  path: "/api/admin/users/:id",
  summary: "See one user",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  params,
  reply: User,
});

/** Changing the e-mail address or ending the MFA requirement needs reauthentication with a second factor. */
export const saveUser = endpoint({
  method: "PUT",
  path: "/api/admin/users/:id",
  summary: "Save a user's details and MFA requirement",
  asks: "administrator",
  atLeast: "administrator",
  allowsKeys: true,
  proofIf: "for a new e-mail address, and to end the MFA requirement",
  params,
  body: z.object({
    /** The version that the caller saw. If it is outdated, the change is refused with `changed-meanwhile`. */
    version: z.optional(z.string().check(z.maxLength(64))),
    name: z.optional(PersonName),
    email: z.optional(Email),
    mfa: z.optional(MfaRequirement),
  }),
  reply: User,
});

/**
 * Refused with `not-later` if the new deadline isn't later.
 * Needs a second factor in these cases:
 * - Set-up is due.
 * - The deadline has locked the account.
 * - `days` is more than `mostDaysWithoutProof`.
 */
export const extendDeadline = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/extend",
  summary: "Extend a user's set-up deadline, and unlock a user who missed it",
  asks: "administrator",
  atLeast: "help-desk",
  allowsKeys: true,
  proofIf: `if set-up is due, if the deadline has passed, and for more than ${mostDaysWithoutProof} days`,
  params,
  body: z.object({ days: Days }),
  reply: User,
});

export const shortenDeadline = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/shorten",
  summary: "Shorten a user's set-up deadline",
  asks: "administrator",
  atLeast: "administrator",
  allowsKeys: true,
  params,
  body: z.object({ days: Days }),
  reply: User,
});

export const resetAuthenticator = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/reset-authenticator",
  summary: "Remove all factors of a user; set-up is due at the next login or within the given days",
  asks: "administrator",
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  body: z.object({ days: z.nullable(Days) }),
  reply: User,
});

export const acceptUserCodes = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/accept-codes",
  summary: "Accept a user's codes again after a login while the server's clock was ahead",
  asks: "administrator",
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  reply: User,
});

export const unlockUser = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/unlock",
  summary: "End a user's waits after wrong passwords and codes",
  asks: "administrator",
  atLeast: "help-desk",
  allowsKeys: true,
  params,
  reply: User,
});

export const setUserState = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/state",
  summary: "Suspend a user, or end the suspension",
  asks: "administrator",
  atLeast: "administrator",
  allowsKeys: true,
  proofIf: "to end a suspension",
  params,
  body: z.object({ state: z.enum(["active", "suspended"]) }),
  reply: User,
});

export const inviteAgain = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/invite",
  summary: "Mail a new invitation to an invited user and end older links",
  asks: "administrator",
  atLeast: "help-desk",
  allowsKeys: true,
  params,
  reply: User,
});

export const endUserSessions = endpoint({
  method: "DELETE",
  path: "/api/admin/users/:id/sessions",
  summary: "End all sessions of a user",
  asks: "administrator",
  atLeast: "help-desk",
  allowsKeys: true,
  params,
  reply: Nothing,
});
