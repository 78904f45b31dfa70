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
    "Have a link to choose a new password mailed; the answer is the same whether there is such an account",
  asks: "anyone",
  params: z.object({ realm: Realm }),
  body: z.object({ login: GivenLogin }),
  reply: Nothing,
});

export const openPasswordReset = endpoint({
  method: "POST",
  path: "/api/password-reset/open",
  summary: "Whose password a mailed link changes; does not use it up",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: PasswordReset,
});

export const acceptPasswordReset = endpoint({
  method: "POST",
  path: "/api/password-reset/accept",
  summary: "Choose a new password; ends all sessions and starts none; the link works once",
  asks: "anyone",
  body: z.object({ token: LinkToken, password: NewPassword }),
  reply: z.object({ realm: Realm, login: z.string() }),
});
