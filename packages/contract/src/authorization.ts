import { endpoint } from "./endpoint.ts";
import { z } from "./zod.ts";

/**
 * An authorization is one request of an application to log a user in or out. Each authorization has its own cookie. So
 * it works only in the browser that began it, and several tabs don't disturb each other.
 */
export const AuthorizationId = z.string().check(z.regex(/^[A-Za-z0-9_-]{21,64}$/));

/**
 * - `no-access`: the application isn't open to this user. An administrator can change that.
 * - `other-account`: the application asks for another account than the one that is logged in.
 */
export const AuthorizationRefusal = z.enum(["no-access", "other-account"]);
export type AuthorizationRefusal = z.infer<typeof AuthorizationRefusal>;

const Application = z.object({
  id: z.string(),
  name: z.string(),
  /** True if an administrator tries the login. It ends at the console and not at the application. */
  isTrial: z.boolean(),
});

export const Authorization = z.discriminatedUnion("at", [
  /** No user is logged in in this browser, or a step of the login is missing. */
  z.object({
    at: z.literal("login"),
    application: Application,
    /** The login that the application suggests for the login page. */
    loginHint: z.nullable(z.string()),
  }),
  /** The application needs a second factor, and the account has none. */
  z.object({ at: z.literal("set-up"), application: Application }),
  /** The session can't prove the second factor. The user must log out and in again. */
  z.object({ at: z.literal("log-in-again"), application: Application }),
  /** The application wants a new proof. `reauthenticate` in My security gives it. */
  z.object({ at: z.literal("fresh-proof"), application: Application }),
  /** The application wants the user to confirm the account: "Continue to Wiki as Ursula". */
  z.object({ at: z.literal("confirmation"), application: Application, name: z.string() }),
  /** Nothing is missing. The page finishes at once. */
  z.object({ at: z.literal("ready"), application: Application }),
  z.object({ at: z.literal("refused"), application: Application, reason: AuthorizationRefusal }),
  /** The application asks to log the user out of it and of the portal. */
  z.object({ at: z.literal("log-out"), application: z.nullable(Application) }),
]);
export type Authorization = z.infer<typeof Authorization>;

const params = z.object({ id: AuthorizationId });
/** The page leads the browser to this address. */
const Onward = z.object({ address: z.string() });

export const showAuthorization = endpoint({
  method: "GET",
  path: "/api/authorizations/:id",
  summary: "Show what an application's request still needs",
  asks: "anyone",
  params,
  reply: Authorization,
});

export const listAuthorizations = endpoint({
  method: "GET",
  path: "/api/authorizations",
  summary: "List the logins to applications that this browser has begun and not finished, the newest first",
  asks: "anyone",
  reply: z.object({ authorizations: z.array(z.object({ id: AuthorizationId, application: z.string() })) }),
});

export const finishAuthorization = endpoint({
  method: "POST",
  path: "/api/authorizations/:id/finish",
  summary: "Log in to the application that asked",
  asks: "user",
  params,
  body: z.object({
    /** True if the user has pressed “Continue”. The state `confirmation` needs it. */
    isConfirmed: z.boolean(),
  }),
  reply: Onward,
});

export const cancelAuthorization = endpoint({
  method: "POST",
  path: "/api/authorizations/:id/cancel",
  summary: "Return to the application without a login",
  asks: "anyone",
  params,
  reply: Onward,
});

export const confirmLogOut = endpoint({
  method: "POST",
  path: "/api/authorizations/:id/log-out",
  summary: "Log out of the application that asked, and of the portal",
  asks: "anyone",
  params,
  reply: Onward,
});

/**
 * The reasons of the page `/application-refused?reason=…`. The server shows this page if it can't send the user back to
 * the application.
 */
export const ApplicationRefusal = z.enum([
  "unknown-application",
  "unknown-address",
  "bad-request",
  "over",
  "too-many",
  "unavailable",
]);
export type ApplicationRefusal = z.infer<typeof ApplicationRefusal>;
