import { endpoint } from "./endpoint.ts";
import { GivenCode, GivenPassword, Instant, Nothing, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const Me = z.object({
  id: z.string(),
  realm: Realm,
  name: z.string(),
  email: z.string(),
  username: z.string().nullable(),
});
export type Me = z.infer<typeof Me>;

export const FactorMethod = z.enum(["totp"]);
export type FactorMethod = z.infer<typeof FactorMethod>;

/** Where a person stands on the way in. The server says it; a page is one `switch` over `at`. */
export const Whereabouts = z.discriminatedUnion("at", [
  z.object({ at: z.literal("start") }),
  z.object({
    at: z.literal("second-factor"),
    me: Me,
    methods: z.array(FactorMethod),
    /** Set while wrong codes make the account wait: no code is judged before. */
    waitUntil: Instant.nullable(),
    /** True once wrong codes in a row disabled the authenticator; an administrator must reset it. */
    isDisabled: z.boolean(),
  }),
  z.object({
    at: z.literal("set-up"),
    me: Me,
    /** The moment at which the account locks; null where there are no days of grace. */
    enrolBy: Instant.nullable(),
    mayPostpone: z.boolean(),
  }),
  z.object({ at: z.literal("set-up-complete"), me: Me }),
  z.object({ at: z.literal("locked"), reason: z.literal("enrolment-deadline"), enrolBy: Instant }),
  z.object({ at: z.literal("signed-in"), me: Me }),
]);
export type Whereabouts = z.infer<typeof Whereabouts>;

export const PendingTotp = z.object({
  /** `otpauth://` key URI: what the QR picture says. */
  keyUri: z.string(),
  issuer: z.string(),
  account: z.string(),
  /** Base32, for those who cannot scan. */
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
    login: z.string().trim().min(1, "Enter your e-mail address or username.").max(254),
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
  body: z.object({ code: GivenCode }),
  reply: Whereabouts,
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
