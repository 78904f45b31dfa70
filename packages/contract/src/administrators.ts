import { endpoint } from "./endpoint.ts";
import { AccountId, Email, Instant, PersonName } from "./text.ts";
import { AccountState } from "./users.ts";
import { z } from "./zod.ts";

export const Administrator = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  state: AccountState,
  isMe: z.boolean(),
  lastSignInAt: Instant.nullable(),
  mfa: z.object({ isRequired: z.boolean(), isEnrolled: z.boolean() }),
});
export type Administrator = z.infer<typeof Administrator>;

const params = z.object({ id: AccountId });

export const listAdministrators = endpoint({
  method: "GET",
  path: "/api/admin/administrators",
  summary: "All administrators, in the order of their e-mail addresses",
  asks: "administrator",
  reply: z.object({ administrators: z.array(Administrator) }),
});

export const addAdministrator = endpoint({
  method: "POST",
  path: "/api/admin/administrators",
  summary: "Add an administrator; an invitation to choose a password goes out by mail",
  asks: "administrator",
  body: z.object({ email: Email, name: PersonName }),
  reply: Administrator,
});

export const editAdministrator = endpoint({
  method: "PUT",
  path: "/api/admin/administrators/:id",
  summary: "Require multi-factor authentication of an administrator from the next request on, or no longer",
  asks: "administrator",
  params,
  body: z.object({ isMfaRequired: z.boolean() }),
  reply: Administrator,
});
