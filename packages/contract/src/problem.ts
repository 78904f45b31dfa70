import { Instant } from "./text.ts";
import { z } from "./zod.ts";

export const problemCodes = [
  "invalid-request",
  "body-too-large",
  "unsupported-media-type",
  "not-found",
  "foreign-origin",
  "unknown-host",
  "not-signed-in",
  "sign-in-expired",
  "mfa-required",
  "not-now",
  "forbidden",
  "insufficient-user-authentication",
  "second-factor-needed",
  "log-in-again",
  "last-factor",
  "last-owner",
  "required-for-all",
  "wrong-credentials",
  "wrong-code",
  "replayed",
  "used-ahead",
  "not-yet-valid",
  "wait",
  "factor-disabled",
  "passkey-refused",
  "passkey-changed",
  "passkey-taken",
  "too-many-factors",
  "set-up-link-needed",
  "link-invalid",
  "link-withdrawn",
  "link-mailed",
  "already-done",
  "not-later",
  "not-earlier",
  "changed-meanwhile",
  "setting-fixed",
  "bypass-codes-off",
  "nothing-to-bypass",
  "user-deleted",
  "not-deletable-yet",
  "email-taken",
  "username-taken",
  "group-name-taken",
  "password-too-weak",
  "password-breached",
  "key-invalid",
  "key-not-allowed",
  "key-misplaced",
  "key-beside-session",
  "too-many-keys",
  "too-many-users",
  "too-many-requests",
  "too-many-invitations",
  "too-many-webhooks",
  "webhook-unreadable",
  "unavailable",
  "internal",
] as const;

export const ProblemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** A problem as in RFC 9457. `code` is for programs, and `detail` is for users. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  detail: z.string(),
  fields: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** Set for the codes `wait` and `too-many-requests`. */
  retryAfterSeconds: z.optional(z.int().check(z.positive())),
  /** Set for `changed-meanwhile` and `user-deleted`, if the activity log has the change. */
  lastChange: z.optional(z.object({ at: Instant, by: z.nullable(z.string()) })),
  /** Set for `internal` and `unavailable`. The server's log contains this ID. */
  requestId: z.optional(z.string()),
});
export type Problem = z.infer<typeof Problem>;
