import { endpoint } from "./endpoint.ts";
import { Email, GivenMailCode, Instant, LinkToken, Nothing } from "./text.ts";
import { z } from "./zod.ts";

export const Registration = z.discriminatedUnion("at", [
  z.object({ at: z.literal("none") }),
  z.object({
    at: z.literal("waiting"),
    email: z.string(),
    expiresAt: Instant,
    triesLeft: z.int().check(z.minimum(0)),
  }),
  z.object({
    at: z.literal("verified"),
    email: z.string(),
    /** True if the app has reported stored accounts. If it finds no accounts later, its storage was cleared. */
    holdsAccounts: z.optional(z.literal(true)),
  }),
]);
export type Registration = z.infer<typeof Registration>;

export const register = endpoint({
  method: "POST",
  path: "/api/registration",
  summary: "Register this app for an e-mail address; a new mail ends older links and codes",
  asks: "anyone",
  body: z.object({ email: Email }),
  reply: Registration,
});

export const registration = endpoint({
  method: "GET",
  path: "/api/registration",
  summary: "Show the state of this app's registration",
  asks: "anyone",
  reply: Registration,
});

export const verifyByCode = endpoint({
  method: "POST",
  path: "/api/registration/code",
  summary: "Verify the address in the waiting app, with the code from the mail",
  asks: "waiting-app",
  body: z.object({ code: GivenMailCode }),
  reply: Registration,
});

export const forgetRegistration = endpoint({
  method: "DELETE",
  path: "/api/registration",
  summary: "Forget this registration, so that another address can be used",
  asks: "anyone",
  reply: Nothing,
});

export const rememberAccounts = endpoint({
  method: "PUT",
  path: "/api/registration/accounts",
  summary: "Store whether this app has accounts, so that it can detect a cleared storage",
  asks: "waiting-app",
  body: z.object({ areHeld: z.boolean() }),
  reply: Nothing,
});

export const verifyByLink = endpoint({
  method: "POST",
  path: "/api/registration/link",
  summary: "Verify the address in any browser, with the mailed link",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: z.object({ email: z.string() }),
});

export const time = endpoint({
  method: "GET",
  path: "/api/time",
  summary: "Show the server's time, so that an app can detect a wrong clock",
  asks: "anyone",
  reply: z.object({ now: Instant }),
});
