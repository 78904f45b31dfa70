import { AuthorizationId } from "../authorization.ts";
import { endpoint } from "../endpoint.ts";
import { z } from "../zod.ts";

const Claim = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
});
export type Claim = z.infer<typeof Claim>;

/**
 * - `no-callback-address`: no address is registered, so the application can't get an answer.
 * - `no-access`: the user is in none of the groups that can log in.
 * - `cancelled`: the user went back before the login was finished.
 * - `failed`: the provider refused the request. `detail` has its words.
 */
export const trialRefusals = ["no-callback-address", "no-access", "cancelled", "failed"] as const;

const UserEmail = z.string();

export const Trial = z.discriminatedUnion("at", [
  /** The login isn't finished. The page goes to this address. */
  z.object({ at: z.literal("go"), address: z.string() }),
  z.object({
    at: z.literal("claims"),
    /** The e-mail address of the user who has logged in. */
    user: UserEmail,
    idToken: z.array(Claim),
    userinfo: z.array(Claim),
  }),
  /** For an application behind a proxy: the headers that its requests would have. */
  z.object({ at: z.literal("headers"), user: UserEmail, headers: z.array(Claim) }),
  z.object({
    at: z.literal("refused"),
    reason: z.enum(trialRefusals),
    /** Null if no user has logged in. */
    user: z.nullable(z.string()),
    detail: z.string(),
  }),
]);
export type Trial = z.infer<typeof Trial>;

const ofAdministrators = { asks: "administrator", atLeast: "administrator" } as const;

export const beginTrial = endpoint({
  method: "POST",
  path: "/api/admin/applications/:id/trials",
  summary: "Try the login to an application with a user's account",
  ...ofAdministrators,
  params: z.object({ id: z.uuid() }),
  reply: Trial,
});

export const finishTrial = endpoint({
  method: "POST",
  path: "/api/admin/applications/:id/trials/:trial",
  summary: "See what an application would get from a login that was tried",
  ...ofAdministrators,
  params: z.object({ id: z.uuid(), trial: AuthorizationId }),
  reply: Trial,
});
