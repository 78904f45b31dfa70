import { endpoint } from "./endpoint.ts";
import { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "./passkey.ts";
import {
  AdministratorRole,
  FactorName,
  GivenBypassCode,
  GivenCode,
  GivenLogin,
  GivenPassword,
  GivenRecoveryCode,
  Instant,
  LinkToken,
  Nothing,
  Realm,
  RecoverySetId,
} from "./text.ts";
import { z } from "./zod.ts";

export const Me = z.object({
  id: z.string(),
  realm: Realm,
  name: z.string(),
  email: z.string(),
  username: z.nullable(z.string()),
  role: z.nullable(AdministratorRole),
});
export type Me = z.infer<typeof Me>;

export const FactorMethod = z.enum(["totp", "passkey", "recovery-code"]);
export type FactorMethod = z.infer<typeof FactorMethod>;

/** A bypass code isn't a factor, so it isn't enough for a reauthentication (record 0063). */
export const SecondStepMethod = z.enum([...FactorMethod.options, "bypass-code"]);
export type SecondStepMethod = z.infer<typeof SecondStepMethod>;

export const Whereabouts = z.discriminatedUnion("at", [
  z.object({ at: z.literal("start") }),
  z.object({
    at: z.literal("second-factor"),
    me: Me,
    methods: z.array(SecondStepMethod),
    waitUntil: z.nullable(Instant),
    isDisabled: z.boolean(),
  }),
  z.object({
    at: z.literal("set-up"),
    me: Me,
    enrolBy: z.nullable(Instant),
    mayPostpone: z.boolean(),
    /**
     * True if the user must open the mailed set-up link before the set-up can begin. False after the user has
     * opened the link.
     */
    needsSetUpLink: z.boolean(),
  }),
  z.object({
    at: z.literal("set-up-complete"),
    me: Me,
    method: z.enum(["totp", "passkey"]),
    hasRecoveryCodes: z.boolean(),
  }),
  z.object({ at: z.literal("locked"), reason: z.literal("enrolment-deadline"), enrolBy: Instant }),
  z.object({ at: z.literal("signed-in"), me: Me }),
]);
export type Whereabouts = z.infer<typeof Whereabouts>;

export const PendingTotp = z.object({
  keyUri: z.string(),
  issuer: z.string(),
  account: z.string(),
  secret: z.string(),
});
export type PendingTotp = z.infer<typeof PendingTotp>;

const params = z.object({ realm: Realm });

export const whereAmI = endpoint({
  method: "GET",
  path: "/api/:realm/sign-in",
  summary: "Show the step of this browser's sign-in",
  asks: "anyone",
  params,
  reply: Whereabouts,
});

export const submitPassword = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/password",
  summary: "Begin a sign-in with e-mail address or username, and password",
  asks: "anyone",
  params,
  body: z.object({
    login: GivenLogin,
    password: GivenPassword,
  }),
  reply: Whereabouts,
});

export const submitPasscode = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passcode",
  summary: "Complete the second step with a one-time passcode",
  asks: "signing-in",
  params,
  // defence: AT-57
  body: z.object({ code: GivenCode }),
  reply: Whereabouts,
});

export const askForAnyPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey/question",
  summary: "Get a passkey challenge for a sign-in without a password",
  asks: "anyone",
  params,
  reply: PasskeyChallenge,
});

export const askForAutofillPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey/autofill",
  summary: "Get a passkey challenge for the suggestions of a login field",
  asks: "anyone",
  params,
  reply: PasskeyChallenge,
});

export const signInWithPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey",
  summary: "Log in with a passkey, without a password",
  asks: "anyone",
  params,
  body: z.object({ assertion: PasskeyAssertion }),
  reply: Whereabouts,
});

export const askForOwnPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/second-factor/passkey/question",
  summary: "Get a passkey challenge for the second step",
  asks: "signing-in",
  params,
  reply: PasskeyChallenge,
});

export const submitPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/second-factor/passkey",
  summary: "Complete the second step with a passkey",
  asks: "signing-in",
  params,
  body: z.object({ assertion: PasskeyAssertion }),
  reply: Whereabouts,
});

export const submitRecoveryCode = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/recovery-code",
  summary: "Complete the second step with a recovery code, which is then used up",
  asks: "signing-in",
  params,
  body: z.object({ code: GivenRecoveryCode }),
  reply: Whereabouts,
});

/** The session stays at AAL1 and can't change the account's security. */
export const submitBypassCode = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/bypass-code",
  summary: "Complete the second step with a one-time code from an administrator",
  asks: "signing-in",
  params,
  body: z.object({ code: GivenBypassCode }),
  reply: Whereabouts,
});

export const openSetUpLink = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/link",
  summary: "Open the mailed set-up link in this session",
  asks: "signing-in",
  params,
  body: z.object({ token: LinkToken }),
  reply: Whereabouts,
});

export const sendSetUpLinkAgain = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/link/again",
  summary: "Mail a new set-up link and end older ones",
  asks: "signing-in",
  params,
  reply: Nothing,
});

export const askForSetUpPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/passkey/question",
  summary: "Get a challenge for set-up with a passkey",
  asks: "signing-in",
  params,
  reply: PasskeyChallenge,
});

export const setUpPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/passkey",
  summary: "Complete set-up with a new passkey instead of an authenticator app",
  asks: "signing-in",
  params,
  body: z.object({ name: FactorName, registration: PasskeyRegistration }),
  reply: Whereabouts,
});

const FirstRecoveryCodes = z.object({ set: RecoverySetId, codes: z.array(z.string()) });

export const makeFirstRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/recovery-codes",
  summary: "Make the first recovery codes after set-up, shown only once",
  asks: "signing-in",
  params,
  reply: FirstRecoveryCodes,
});

export const replaceFirstRecoveryCodes = endpoint({
  method: "PUT",
  path: "/api/:realm/sign-in/set-up/recovery-codes",
  summary: "Replace first recovery codes that aren't saved; needs reauthentication",
  asks: "signing-in",
  params,
  reply: FirstRecoveryCodes,
});

export const keepFirstRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/recovery-codes/saved",
  summary: "Confirm that the first recovery codes are saved, and end the reminders",
  asks: "signing-in",
  params,
  body: z.object({ set: RecoverySetId }),
  reply: Nothing,
});

export const beginSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up",
  summary: "Begin set-up with an authenticator app; repeated requests in this browser get the same secret",
  asks: "signing-in",
  params,
  reply: PendingTotp,
});

export const confirmSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/token",
  summary: "Complete set-up with the first code of the authenticator app",
  asks: "signing-in",
  params,
  body: z.object({ code: GivenCode }),
  reply: Whereabouts,
});

export const postponeSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/postpone",
  summary: "Set up later, if days remain",
  asks: "signing-in",
  params,
  reply: Whereabouts,
});

export const resumeSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/resume",
  summary: "Return to set-up after postponing it in this session",
  asks: "signing-in",
  params,
  reply: Whereabouts,
});

export const acknowledgeSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/acknowledge",
  summary: "Leave the page that says set-up is complete",
  asks: "signing-in",
  params,
  reply: Whereabouts,
});

export const leave = endpoint({
  method: "DELETE",
  path: "/api/:realm/sign-in",
  summary: "Log out, or cancel an unfinished sign-in",
  asks: "anyone",
  params,
  reply: Nothing,
});
