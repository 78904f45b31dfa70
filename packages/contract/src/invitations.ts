import { endpoint } from "./endpoint.ts";
import { Email, Instant, LinkToken, NewPassword, Nothing, PersonName, Realm } from "./text.ts";
import { z } from "./zod.ts";

export const Invitation = z.object({
  realm: Realm,
  name: z.string(),
  email: z.string(),
  username: z.nullable(z.string()),
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

export const openInvitation = endpoint({
  method: "POST",
  path: "/api/invitations/open",
  summary: "Show the account of a mailed invitation without using up the link",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: Invitation,
});

export const acceptInvitation = endpoint({
  method: "POST",
  path: "/api/invitations/accept",
  summary: "Choose the first password with a mailed invitation, which works once",
  asks: "anyone",
  body: z.object({ token: LinkToken, password: NewPassword }),
  reply: z.object({ realm: Realm, login: z.string() }),
});

export const openFirstAdministrator = endpoint({
  method: "POST",
  path: "/api/first-administrator/open",
  summary: "Whether the printed set-up link still works",
  asks: "anyone",
  body: z.object({ token: LinkToken }),
  reply: z.object({ expiresAt: Instant }),
});

export const createFirstAdministrator = endpoint({
  method: "POST",
  path: "/api/first-administrator/create",
  summary: "Create the first administrator through the printed link, once",
  asks: "anyone",
  body: z.object({ token: LinkToken, email: Email, name: PersonName, password: NewPassword }),
  reply: Nothing,
});
