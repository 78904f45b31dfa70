import { endpoint } from "./endpoint.ts";
import { AccountId, Days, FactorName, Instant, Nothing, noNul } from "./text.ts";
import { Count } from "./user-filters.ts";
import { z } from "./zod.ts";

const GroupName = FactorName;

export const GroupId = z.uuid();
export const mostGroupsOfNewUser = 20;

export const Group = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: Instant,
  members: Count,
  /** How many members haven't set up MFA. */
  notSetUp: Count,
  /** Null if the group doesn't require MFA. */
  requirement: z.nullable(z.object({ days: Days, since: Instant })),
  isBeingApplied: z.boolean(),
  /** A hash of the fields that administrators can change. */
  version: z.string(),
});
export type Group = z.infer<typeof Group>;

export const GroupRequirement = z.discriminatedUnion("isRequired", [
  z.object({ isRequired: z.literal(false) }),
  z.object({ isRequired: z.literal(true), days: Days }),
]);
export type GroupRequirement = z.infer<typeof GroupRequirement>;

const params = z.object({ id: GroupId });
const member = z.object({ id: GroupId, member: AccountId });
const asks = "administrator";

export const listGroups = endpoint({
  method: "GET",
  path: "/api/admin/groups",
  summary: "List or search groups by name, page by page",
  asks,
  atLeast: "read-only",
  query: z.object({
    search: z.prefault(z.string().check(noNul, z.trim(), z.maxLength(60)), ""),
    /** The value of `next` in the previous page. */
    after: z.optional(z.string().check(noNul, z.maxLength(512))),
    limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  }),
  reply: z.object({ groups: z.array(Group), next: z.nullable(z.string()) }),
});

export const addGroup = endpoint({
  method: "POST",
  path: "/api/admin/groups",
  summary: "Create a group",
  asks,
  atLeast: "administrator",
  body: z.object({ name: GroupName }),
  reply: Group,
});

export const showGroup = endpoint({
  method: "GET",
  path: "/api/admin/groups/:id",
  summary: "See one group",
  asks,
  atLeast: "read-only",
  params,
  reply: Group,
});

export const renameGroup = endpoint({
  method: "PUT",
  path: "/api/admin/groups/:id",
  summary: "Rename a group",
  asks,
  atLeast: "administrator",
  params,
  body: z.object({ name: GroupName }),
  reply: Group,
});

/** Changing or ending a requirement needs reauthentication with a second factor. */
export const setGroupRequirement = endpoint({
  method: "PUT",
  path: "/api/admin/groups/:id/requirement",
  summary: "Set or end the MFA requirement of a group's members",
  asks,
  atLeast: "administrator",
  proofIf: "to change or end a requirement",
  params,
  body: z.object({
    /** The version that the caller saw. If it is outdated, the change is refused with `changed-meanwhile`. */
    version: z.optional(z.string().check(z.maxLength(64))),
    mfa: GroupRequirement,
  }),
  reply: Group,
});

export const deleteGroup = endpoint({
  method: "DELETE",
  path: "/api/admin/groups/:id",
  summary: "Delete a group; its requirement ends for the members",
  asks,
  atLeast: "administrator",
  proof: "second-factor",
  params,
  reply: Nothing,
});

export const addMember = endpoint({
  method: "POST",
  path: "/api/admin/groups/:id/members",
  summary: "Add a user to a group",
  asks,
  atLeast: "administrator",
  proofIf: "if the group can log in to applications",
  params,
  body: z.object({ user: AccountId }),
  reply: Group,
});

export const removeMember = endpoint({
  method: "DELETE",
  path: "/api/admin/groups/:id/members/:member",
  summary: "Remove a user from a group",
  asks,
  atLeast: "administrator",
  proof: "second-factor",
  params: member,
  reply: Group,
});

export const UserGroups = z.object({
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      joinedAt: Instant,
      days: z.nullable(Days),
      /**
       * The deadline that the user would have if this were the user's only group. Null if the user hasn't
       * accepted the invitation, or if the group doesn't require MFA.
       */
      enrolBy: z.nullable(Instant),
    }),
  ),
  /**
   * Says where the current deadline comes from. Null if MFA isn't required. Also null if the user is locked,
   * and the requirement that set the deadline was changed later.
   */
  source: z.nullable(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(["set", "extended", "reset"]) }),
      z.object({ kind: z.literal("group"), id: z.string(), name: z.string() }),
    ]),
  ),
});
export type UserGroups = z.infer<typeof UserGroups>;

export const showUserGroups = endpoint({
  method: "GET",
  path: "/api/admin/users/:id/groups",
  summary: "See a user's groups, and where the user's deadline comes from",
  asks,
  atLeast: "read-only",
  params: z.object({ id: AccountId }),
  reply: UserGroups,
});

/** Null if new users don't need MFA. */
export const NewUsers = z.object({ days: z.nullable(Days) });
export type NewUsers = z.infer<typeof NewUsers>;

export const showNewUsers = endpoint({
  method: "GET",
  path: "/api/admin/new-users",
  summary: "See the MFA requirement of new users",
  asks,
  atLeast: "read-only",
  reply: NewUsers,
});

/** Ending the requirement or giving more days needs reauthentication with a second factor. */
export const setNewUsers = endpoint({
  method: "PUT",
  path: "/api/admin/new-users",
  summary: "Set or end the MFA requirement of new users",
  asks,
  atLeast: "administrator",
  proofIf: "to end it, or to give more days",
  body: NewUsers,
  reply: NewUsers,
});
