import { endpoint } from "./endpoint.ts";
import { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "./passkey.ts";
import { FactorMethod, PendingTotp } from "./sign-in.ts";
import {
  FactorName,
  GivenCode,
  GivenPassword,
  GivenRecoveryCode,
  Instant,
  NewPassword,
  Nothing,
  Realm,
} from "./text.ts";
import { z } from "./zod.ts";

export const AuthenticatorApp = z.object({
  id: z.string(),
  name: z.string(),
  addedAt: Instant,
  lastUsedAt: z.nullable(Instant),
  /** True if too many wrong codes have disabled the app. The user must set up another app. */
  isDisabled: z.boolean(),
});
export type AuthenticatorApp = z.infer<typeof AuthenticatorApp>;

export const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  addedAt: Instant,
  lastUsedAt: z.nullable(Instant),
  lastUsedFrom: z.nullable(z.string()),
  /** False if the passkey never leaves its device. */
  isSynced: z.boolean(),
});
export type Passkey = z.infer<typeof Passkey>;

export const OpenSession = z.object({
  id: z.string(),
  isThis: z.boolean(),
  device: z.string(),
  address: z.string(),
  beganAt: Instant,
  lastSeenAt: Instant,
  aal: z.union([z.literal(1), z.literal(2)]),
  /** True if a bypass code replaced the second factor. */
  isBypassed: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

export const Security = z.object({
  authenticatorApps: z.array(AuthenticatorApp),
  passkeys: z.array(Passkey),
  recoveryCodes: z.nullable(
    z.object({
      left: z.int(),
      madeAt: Instant,
      isSaved: z.boolean(),
      isDisabled: z.boolean(),
    }),
  ),
  sessions: z.array(OpenSession),
  passwordSetAt: z.nullable(Instant),
  isMfaRequired: z.boolean(),
  /** True if the user must open a mailed link in this session before adding a first factor. */
  needsSetUpLink: z.boolean(),
  /** Until this time, changes need no reauthentication. */
  freshUntil: z.nullable(Instant),
});
export type Security = z.infer<typeof Security>;

const params = z.object({ realm: Realm });
const one = z.object({ realm: Realm, id: z.uuid() });
const asks = "signed-in";
const proof = "strongest-factor";

export const showSecurity = endpoint({
  method: "GET",
  path: "/api/:realm/security",
  summary: "Show the caller's own factors, recovery codes and sessions",
  asks,
  params,
  reply: Security,
});

/**
 * Lists the second factors, or the password if the account has no second factor. The list is empty if the
 * account had no second factor at this session's login, but got one later.
 */
export const howToProve = endpoint({
  method: "GET",
  path: "/api/:realm/security/proof",
  summary: "List the caller's methods for reauthentication",
  asks,
  params,
  reply: z.object({
    methods: z.array(z.enum(["password", ...FactorMethod.options])),
    freshUntil: z.nullable(Instant),
  }),
});

export const provePassword = endpoint({
  method: "POST",
  path: "/api/:realm/security/proof/password",
  summary: "Reauthenticate with the password, if the account has no second factor",
  asks,
  params,
  body: z.object({ password: GivenPassword }),
  reply: Nothing,
});

export const provePasscode = endpoint({
  method: "POST",
  path: "/api/:realm/security/proof/passcode",
  summary: "Reauthenticate with a one-time passcode",
  asks,
  params,
  body: z.object({ code: GivenCode }),
  reply: Nothing,
});

export const proveRecoveryCode = endpoint({
  method: "POST",
  path: "/api/:realm/security/proof/recovery-code",
  summary: "Reauthenticate with a recovery code, which is then used up",
  asks,
  params,
  body: z.object({ code: GivenRecoveryCode }),
  reply: Nothing,
});

export const askForProvingPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/security/proof/passkey/question",
  summary: "Get a passkey challenge for reauthentication",
  asks,
  params,
  reply: PasskeyChallenge,
});

export const provePasskey = endpoint({
  method: "POST",
  path: "/api/:realm/security/proof/passkey",
  summary: "Reauthenticate with a passkey",
  asks,
  params,
  body: z.object({ assertion: PasskeyAssertion }),
  reply: Nothing,
});

export const beginApp = endpoint({
  method: "POST",
  path: "/api/:realm/security/apps/pending",
  summary: "Begin to add an authenticator app; repeated requests in this browser get the same secret",
  asks,
  proof,
  params,
  reply: PendingTotp,
});

export const confirmApp = endpoint({
  method: "POST",
  path: "/api/:realm/security/apps",
  summary: "Add an authenticator app with its first code and end other sessions",
  asks,
  proof,
  params,
  body: z.object({ name: FactorName, code: GivenCode }),
  reply: Security,
});

export const renameApp = endpoint({
  method: "PUT",
  path: "/api/:realm/security/apps/:id",
  summary: "Rename an authenticator app",
  asks,
  proof,
  params: one,
  body: z.object({ name: FactorName }),
  reply: Security,
});

export const removeApp = endpoint({
  method: "DELETE",
  path: "/api/:realm/security/apps/:id",
  summary: "Remove an authenticator app, unless it is the last factor and MFA is required",
  asks,
  proof,
  params: one,
  reply: Security,
});

export const askForNewPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/security/passkeys/question",
  summary: "Get a challenge to add a passkey",
  asks,
  proof,
  params,
  reply: PasskeyChallenge,
});

export const addPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/security/passkeys",
  summary: "Add a passkey and end other sessions",
  asks,
  proof,
  params,
  body: z.object({ name: FactorName, registration: PasskeyRegistration }),
  reply: Security,
});

export const renamePasskey = endpoint({
  method: "PUT",
  path: "/api/:realm/security/passkeys/:id",
  summary: "Rename a passkey",
  asks,
  proof,
  params: one,
  body: z.object({ name: FactorName }),
  reply: Security,
});

export const removePasskey = endpoint({
  method: "DELETE",
  path: "/api/:realm/security/passkeys/:id",
  summary: "Remove a passkey, unless it is the last factor and MFA is required",
  asks,
  proof,
  params: one,
  reply: Security,
});

export const makeRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/:realm/security/recovery-codes",
  summary: "Make ten recovery codes, shown only once, and end the old ones",
  asks,
  proof,
  params,
  reply: z.object({ codes: z.array(z.string()) }),
});

export const changePassword = endpoint({
  method: "PUT",
  path: "/api/:realm/security/password",
  summary: "Change the password and end other sessions; needs the current password",
  asks,
  proof,
  params,
  body: z.object({ present: GivenPassword, next: NewPassword }),
  reply: Nothing,
});

export const endOneSession = endpoint({
  method: "DELETE",
  path: "/api/:realm/security/sessions/:id",
  summary: "End one of the caller's own sessions",
  asks,
  params: one,
  reply: Security,
});

export const endOtherSessions = endpoint({
  method: "DELETE",
  path: "/api/:realm/security/sessions",
  summary: "End the caller's other sessions",
  asks,
  params,
  reply: Security,
});
