import { Deletion, DeletionBody } from "./deletion.ts";
import { endpoint } from "./endpoint.ts";
import { AccountId, AdministratorRole, Email, Instant, Nothing, PersonName } from "./text.ts";
import { AccountState } from "./users.ts";
import { z } from "./zod.ts";

export const Administrator = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  state: AccountState,
  role: AdministratorRole,
  isMe: z.boolean(),
  lastSignInAt: z.nullable(Instant),
  mailUndeliveredSince: z.nullable(Instant),
  mfa: z.object({
    isRequired: z.boolean(),
    isEnrolled: z.boolean(),
    /**
     * If the user logged in while the server's clock was ahead, codes are refused until this time. Null if
     * codes work.
     */
    codesUsedUntil: z.nullable(Instant),
  }),
  hasToWait: z.boolean(),
  may: z.object({ edit: z.boolean(), reset: z.boolean(), changeRole: z.boolean(), suspend: z.boolean() }),
  deletion: Deletion,
});
export type Administrator = z.infer<typeof Administrator>;

const params = z.object({ id: AccountId });

export const listAdministrators = endpoint({
  method: "GET",
  path: "/api/admin/administrators",
  summary: "List all administrators by e-mail address",
  asks: "administrator",
  atLeast: "read-only",
  allowsKeys: true,
  reply: z.object({ administrators: z.array(Administrator) }),
});

export const addAdministrator = endpoint({
  method: "POST",
  path: "/api/admin/administrators",
  summary: "Add an administrator and mail an invitation to choose a password",
  asks: "administrator",
  atLeast: "administrator",
  proof: "second-factor",
  body: z.object({
    email: Email,
    name: PersonName,
    /** The new administrator's role must not be above the caller's own role. */
    role: z.prefault(AdministratorRole, "administrator"),
  }),
  reply: Administrator,
});

/**
 * Ending the MFA requirement needs reauthentication with a second factor. Refused with `required-for-all` while MFA is
 * required for all administrators.
 */
export const editAdministrator = endpoint({
  method: "PUT",
  path: "/api/admin/administrators/:id",
  summary: "Set or end an administrator's MFA requirement, from the next request on",
  asks: "administrator",
  atLeast: "administrator",
  proofIf: "to end the requirement",
  params,
  body: z.object({ isMfaRequired: z.boolean() }),
  reply: Administrator,
});

export const AllAdministrators = z.object({ isRequired: z.boolean() });
export type AllAdministrators = z.infer<typeof AllAdministrators>;

export const showAllAdministrators = endpoint({
  method: "GET",
  path: "/api/admin/administrators/all",
  summary: "See whether MFA is required for all administrators",
  asks: "administrator",
  atLeast: "read-only",
  reply: AllAdministrators,
});

export const setAllAdministrators = endpoint({
  method: "PUT",
  path: "/api/admin/administrators/all",
  summary: "Require MFA for all administrators, or allow exceptions again",
  asks: "administrator",
  atLeast: "owner",
  proofIf: "to allow exceptions",
  body: AllAdministrators,
  reply: AllAdministrators,
});

export const changeRole = endpoint({
  method: "PUT",
  path: "/api/admin/administrators/:id/role",
  summary: "Change another administrator's role, except the last owner's",
  asks: "administrator",
  atLeast: "owner",
  proof: "second-factor",
  params,
  body: z.object({ role: AdministratorRole }),
  reply: Administrator,
});

export const resetAdministrator = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/reset-factors",
  summary: "Remove all factors of an administrator; set-up is due at the next login",
  asks: "administrator",
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  reply: Administrator,
});

export const unlockAdministrator = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/unlock",
  summary: "End an administrator's waits after wrong passwords and codes",
  asks: "administrator",
  atLeast: "help-desk",
  params,
  reply: Administrator,
});

export const acceptAdministratorCodes = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/accept-codes",
  summary: "Accept an administrator's codes again after a login while the server's clock was ahead",
  asks: "administrator",
  atLeast: "help-desk",
  proof: "second-factor",
  params,
  reply: Administrator,
});

export const setAdministratorState = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/state",
  summary: "Suspend an administrator, or end the suspension",
  asks: "administrator",
  atLeast: "administrator",
  proof: "second-factor",
  params,
  body: z.object({ state: z.enum(["active", "suspended"]) }),
  reply: Administrator,
});

/** Has the same conditions as `deleteUser`. The last owner can't be deleted. */
export const deleteAdministrator = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/delete",
  summary: "Delete another administrator; the activity log keeps the name",
  asks: "administrator",
  atLeast: "administrator",
  proof: "second-factor",
  params,
  body: DeletionBody,
  reply: Nothing,
});

export const endAdministratorSessions = endpoint({
  method: "DELETE",
  path: "/api/admin/administrators/:id/sessions",
  summary: "End all sessions of an administrator",
  asks: "administrator",
  atLeast: "help-desk",
  params,
  reply: Nothing,
});

export const endEverySession = endpoint({
  method: "DELETE",
  path: "/api/admin/sessions",
  summary: "End all sessions of all users and administrators, except the caller's current session",
  asks: "administrator",
  atLeast: "owner",
  proof: "second-factor",
  query: z.object({
    /** `end` also ends the API keys of all administrators, including the caller's keys. */
    keys: z.prefault(z.enum(["keep", "end"]), "keep"),
  }),
  reply: z.object({
    ended: z.int(),
    endedKeys: z.int(),
  }),
});

export const inviteAdministratorAgain = endpoint({
  method: "POST",
  path: "/api/admin/administrators/:id/invite",
  summary: "Mail a new invitation to an invited administrator and end older links",
  asks: "administrator",
  atLeast: "administrator",
  params,
  reply: Administrator,
});
