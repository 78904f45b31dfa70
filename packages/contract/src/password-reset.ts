import { endpoint } from "./endpoint.ts";
import { GivenLogin, Instant, LinkToken, NewPassword, Nothing, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const PasswordReset = z.object({
  realm: Realm,
  email: z.string(),
  username: z.nullable(z.string()),
  expiresAt: Instant,
});
export type PasswordReset = z.infer<typeof PasswordReset>;

export const askForPasswordReset = endpoint({
  method: "POST",
  path: "/api/:realm/password-reset",
  summary:
    "Request a mailed link to choose a new password; the answer doesn't show whether the account exists",
  asks: "anyone",
  params: z.object({ realm: Realm }),
  body: z.object({ login: GivenLogin }),
  reply: Nothing,
});

export const openPasswordReset = endpoint({
  method: "POST",
  path: "/api/password-reset/open",
  summary: "Show the account of a reset link without using up the link",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: PasswordReset,
});

export const acceptPasswordReset = endpoint({
  method: "POST",
  path: "/api/password-reset/accept",
  summary: "Choose a new password with a mailed link, which works once; ends all sessions of the account",
  asks: "anyone",
  body: z.object({ token: LinkToken, password: NewPassword }),
  reply: z.object({ realm: Realm, login: z.string() }),
});
