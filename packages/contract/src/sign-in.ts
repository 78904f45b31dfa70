import { endpoint } from "./endpoint.ts";
import { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "./passkey.ts";
import {
  AdministratorRole,
  FactorName,
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
  /** Null for users. */
  role: z.nullable(AdministratorRole),
});
export type Me = z.infer<typeof Me>;

export const FactorMethod = z.enum(["totp", "passkey", "recovery-code"]);
export type FactorMethod = z.infer<typeof FactorMethod>;

/** The step that a sign-in has reached. The server decides it, and a page is one `switch` over `at`. */
export const Whereabouts = z.discriminatedUnion("at", [
  z.object({ at: z.literal("start") }),
  z.object({
    at: z.literal("second-factor"),
    me: Me,
    /** The methods that this account can use, the strongest first. */
    methods: z.array(FactorMethod),
    /** When the wait after wrong passcodes ends; null if there is none. The server checks no code during the wait. */
    waitUntil: z.nullable(Instant),
    /** True after too many wrong codes in a row disabled the authenticator app. Other methods still work. */
    isDisabled: z.boolean(),
  }),
  z.object({
    at: z.literal("set-up"),
    me: Me,
    /** When the account will be locked; null if there is no grace period. */
    enrolBy: z.nullable(Instant),
    mayPostpone: z.boolean(),
    /** True if the first factor needs the mailed set-up link, and this sign-in has not opened it yet. */
    needsSetUpLink: z.boolean(),
  }),
  z.object({
    at: z.literal("set-up-complete"),
    me: Me,
    /** The method that was set up. */
    method: z.enum(["totp", "passkey"]),
    hasRecoveryCodes: z.boolean(),
  }),
  z.object({ at: z.literal("locked"), reason: z.literal("enrolment-deadline"), enrolBy: Instant }),
  z.object({ at: z.literal("signed-in"), me: Me }),
]);
export type Whereabouts = z.infer<typeof Whereabouts>;

export const PendingTotp = z.object({
  /** The `otpauth://` key URI, which is the content of the QR code. */
  keyUri: z.string(),
  issuer: z.string(),
  account: z.string(),
  /** Base32, for users who can't scan the QR code. */
  secret: z.string(),
});
export type PendingTotp = z.infer<typeof PendingTotp>;

const params = z.object({ realm: Realm });

export const whereAmI = endpoint({
  method: "GET",
  path: "/api/:realm/sign-in",
  summary: "Where this browser stands on the way in",
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
  summary: "Answer the second step with a one-time passcode",
  asks: "signing-in",
  params,
  // defence: AT-57
  body: z.object({ code: GivenCode }),
  reply: Whereabouts,
});

export const askForAnyPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey/question",
  summary: "What to ask the browser for a sign-in without a password: the same for everybody",
  asks: "anyone",
  params,
  reply: PasskeyChallenge,
});

export const askForAutofillPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey/autofill",
  summary: "The same question for the suggestions of a login field: any number of them may be open",
  asks: "anyone",
  params,
  reply: PasskeyChallenge,
});

export const signInWithPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/passkey",
  summary: "Log in with a passkey that verified its user, without a password",
  asks: "anyone",
  params,
  body: z.object({ assertion: PasskeyAssertion }),
  reply: Whereabouts,
});

export const askForOwnPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/second-factor/passkey/question",
  summary: "What to ask the passkeys of this account at the second step",
  asks: "signing-in",
  params,
  reply: PasskeyChallenge,
});

export const submitPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/second-factor/passkey",
  summary: "Answer the second step with a passkey",
  asks: "signing-in",
  params,
  body: z.object({ assertion: PasskeyAssertion }),
  reply: Whereabouts,
});

export const submitRecoveryCode = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/recovery-code",
  summary: "Answer the second step with a recovery code, which is then used up",
  asks: "signing-in",
  params,
  body: z.object({ code: GivenRecoveryCode }),
  reply: Whereabouts,
});

export const openSetUpLink = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/link",
  summary: "Show the token of the mailed set-up link, which this place asks for before the first factor",
  asks: "signing-in",
  params,
  body: z.object({ token: LinkToken }),
  reply: Whereabouts,
});

export const sendSetUpLinkAgain = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/link/again",
  summary: "Mail the set-up link again; older ones end",
  asks: "signing-in",
  params,
  reply: Nothing,
});

export const askForSetUpPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/passkey/question",
  summary: "What to ask the browser for when set-up is done with a passkey",
  asks: "signing-in",
  params,
  reply: PasskeyChallenge,
});

export const setUpPasskey = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/passkey",
  summary: "Confirm set-up with a new passkey instead of an authenticator app",
  asks: "signing-in",
  params,
  body: z.object({ name: FactorName, registration: PasskeyRegistration }),
  reply: Whereabouts,
});

const FirstRecoveryCodes = z.object({ set: RecoverySetId, codes: z.array(z.string()) });

export const makeFirstRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/recovery-codes",
  summary: "Make recovery codes on the page that says set-up is complete: shown this once",
  asks: "signing-in",
  params,
  reply: FirstRecoveryCodes,
});

export const replaceFirstRecoveryCodes = endpoint({
  method: "PUT",
  path: "/api/:realm/sign-in/set-up/recovery-codes",
  summary: "Make others on that page in place of codes that are not saved: takes a fresh proof",
  asks: "signing-in",
  params,
  reply: FirstRecoveryCodes,
});

export const keepFirstRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/recovery-codes/saved",
  summary: "Say on that page that the set shown there is saved: until then its owner is reminded",
  asks: "signing-in",
  params,
  body: z.object({ set: RecoverySetId }),
  reply: Nothing,
});

export const beginSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up",
  summary: "Begin set-up, or see again what was begun in this browser: the same secret until it is confirmed",
  asks: "signing-in",
  params,
  reply: PendingTotp,
});

export const confirmSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/token",
  summary: "Confirm set-up with the number that the authenticator shows",
  asks: "signing-in",
  params,
  body: z.object({ code: GivenCode }),
  reply: Whereabouts,
});

export const postponeSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/postpone",
  summary: "Set up later, while days are left",
  asks: "signing-in",
  params,
  reply: Whereabouts,
});

export const resumeSetUp = endpoint({
  method: "POST",
  path: "/api/:realm/sign-in/set-up/resume",
  summary: "Go to set-up after all, having put it off earlier in this session",
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
  summary: "Log out, or give up an unfinished sign-in",
  asks: "anyone",
  params,
  reply: Nothing,
});
