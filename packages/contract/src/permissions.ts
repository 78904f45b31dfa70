import { endpoint } from "./endpoint.ts";
import { AdministratorRole } from "./text.ts";
import { z } from "./zod.ts";

export const Permission = z.object({
  /** The part of the console, such as `users`. */
  area: z.string(),
  /** What an administrator can do, as the endpoint says it. */
  summary: z.string(),
  /** The lowest role that can do this. */
  atLeast: AdministratorRole,
  /** When this takes a fresh second factor: `always`, `never`, or in the cases that the text names. */
  secondFactor: z.string(),
});
export type Permission = z.infer<typeof Permission>;

export const Permissions = z.object({
  permissions: z.array(Permission),
  /** Which administrators each role can change. */
  reach: z.array(z.object({ role: AdministratorRole, reaches: z.array(AdministratorRole) })),
});
export type Permissions = z.infer<typeof Permissions>;

export const showPermissions = endpoint({
  method: "GET",
  path: "/api/admin/permissions",
  summary: "See who can do what",
  asks: "administrator",
  atLeast: "read-only",
  reply: Permissions,
});
