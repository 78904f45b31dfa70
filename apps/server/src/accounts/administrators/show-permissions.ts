import type { Endpoint } from "@sallyport/contract/endpoint";
import type { Permissions } from "@sallyport/contract/permissions";
import { administratorRoles } from "@sallyport/contract/text";
import { permissionsOf } from "./rules/permissions.ts";

export function showPermissions(endpoints: readonly Endpoint[]): Permissions {
  return permissionsOf(endpoints, administratorRoles);
}
