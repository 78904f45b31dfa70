import { endpoint } from "./endpoint.ts";
import { AdministratorRole } from "./text.ts";
import { z } from "./zod.ts";

export const Permission = z.object({
  area: z.string(),
  summary: z.string(),
  atLeast: AdministratorRole,
  /** `always`, `never`, or a text that names the cases. */
  secondFactor: z.string(),
});
export type Permission = z.infer<typeof Permission>;

export const Permissions = z.object({
  permissions: z.array(Permission),
  /** For each role, `reaches` lists the roles of the administrators whom this role can change. */
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
