import { Deletion, DeletionBody } from "./deletion.ts";
import { endpoint } from "./endpoint.ts";
import { AuthenticatorApp, OpenSession, Passkey, Security } from "./security.ts";
import { AccountId, Instant, Nothing } from "./text.ts";
import { User } from "./users.ts";
import { z } from "./zod.ts";

export const SessionOfUser = z.omit(OpenSession, { isThis: true });
export type SessionOfUser = z.infer<typeof SessionOfUser>;

export const SentInvitation = z.object({
  /** Null if an older version of the server sent the invitation. */
  sentAt: z.nullable(Instant),
  expiresAt: Instant,
  withdrawnAt: z.nullable(Instant),
});
export type SentInvitation = z.infer<typeof SentInvitation>;

/** Hours until an unused bypass code ends. */
export const bypassCodeHours = [1, 4, 8, 24] as const;

/** Says who issued the code that can be used now. The code itself is shown only once. */
export const OutstandingBypassCode = z.object({
  issuedAt: Instant,
  issuedBy: z.string(),
  expiresAt: Instant,
});
export type OutstandingBypassCode = z.infer<typeof OutstandingBypassCode>;

export const UserSecurity = z.object({
  authenticatorApps: z.array(AuthenticatorApp),
  passkeys: z.array(Passkey),
  recoveryCodes: Security.shape.recoveryCodes,
  sessions: z.array(SessionOfUser),
  lastSignInFrom: z.nullable(z.string()),
  /**
   * Null if the user has accepted an invitation. Also null if the newest invitation expired over a day ago and
   * was deleted.
   */
  invitation: z.nullable(SentInvitation),
  deletion: Deletion,
  bypassCodes: z.object({ areAllowed: z.boolean(), outstanding: z.nullable(OutstandingBypassCode) }),
});
export type UserSecurity = z.infer<typeof UserSecurity>;

const params = z.object({ id: AccountId });
const asks = "administrator";
const proof = "second-factor";

export const showUserSecurity = endpoint({
  method: "GET",
  path: "/api/admin/users/:id/security",
  summary: "See a user's factors, sessions and invitation",
  asks,
  atLeast: "read-only",
  allowsKeys: true,
  params,
  reply: UserSecurity,
});

/** Removing the last factor has the same effects as `resetAuthenticator` with `days: null`. */
export const removeUserApp = endpoint({
  method: "DELETE",
  path: "/api/admin/users/:id/apps/:factor",
  summary: "Remove one authenticator app of a user",
  asks,
  atLeast: "help-desk",
  proof,
  params: z.object({ id: AccountId, factor: z.uuid() }),
  reply: User,
});

/** Removing the last factor has the same effects as `resetAuthenticator` with `days: null`. */
export const removeUserPasskey = endpoint({
  method: "DELETE",
  path: "/api/admin/users/:id/passkeys/:factor",
  summary: "Remove one passkey of a user",
  asks,
  atLeast: "help-desk",
  proof,
  params: z.object({ id: AccountId, factor: z.uuid() }),
  reply: User,
});

export const endUserSession = endpoint({
  method: "DELETE",
  path: "/api/admin/users/:id/sessions/:session",
  summary: "End one session of a user",
  asks,
  atLeast: "help-desk",
  allowsKeys: true,
  params: z.object({ id: AccountId, session: z.uuid() }),
  reply: Nothing,
});

export const sendPasswordReset = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/password-reset",
  summary: "Mail a user a link to choose a new password",
  asks,
  atLeast: "help-desk",
  params,
  reply: Nothing,
});

export const withdrawInvitation = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/withdraw-invitation",
  summary: "Withdraw a user's invitation and end its links",
  asks,
  atLeast: "administrator",
  allowsKeys: true,
  params,
  reply: User,
});

/**
 * For a user who has set up MFA and left the phone at home. A new code ends the older one. Refused with
 * `bypass-codes-off` if the setting `bypassCodes` is off. Refused with `nothing-to-bypass` if the user has no
 * second factor.
 */
export const issueBypassCode = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/bypass-code",
  summary: "Issue a one-time bypass code for a user, shown only once",
  asks,
  atLeast: "administrator",
  proof,
  params,
  body: z.object({ hours: z.literal(bypassCodeHours, "Choose 1, 4, 8 or 24 hours.") }),
  reply: z.object({ code: z.string(), expiresAt: Instant }),
});

export const withdrawBypassCode = endpoint({
  method: "DELETE",
  path: "/api/admin/users/:id/bypass-code",
  summary: "Withdraw the bypass code of a user",
  asks,
  atLeast: "help-desk",
  params,
  reply: User,
});

/**
 * A user who never logged in can be deleted immediately. Any other user must have been suspended for
 * `daysOfSuspension`. Earlier requests are refused with `not-deletable-yet`.
 */
export const deleteUser = endpoint({
  method: "POST",
  path: "/api/admin/users/:id/delete",
  summary: "Delete a user; the activity log keeps the name",
  asks,
  atLeast: "administrator",
  proof,
  params,
  body: DeletionBody,
  reply: Nothing,
});
