import type { Endpoint } from "@sallyport/contract/endpoint";
import type { Permission, Permissions } from "@sallyport/contract/permissions";
import type { AdministratorRole } from "@sallyport/contract/text";
import { mayActOn } from "./roles.ts";

/** Describes the rules that `access.ts` checks at each endpoint of the console. */
export function permissionsOf(
  endpoints: readonly Endpoint[],
  roles: readonly AdministratorRole[],
): Permissions {
  return {
    permissions: endpoints.filter(({ asks }) => asks === "administrator").map(permissionOf),
    reach: roles.map((role) => ({ role, reaches: roles.filter((other) => mayActOn(role, other)) })),
  };
}

function permissionOf({ path, summary, atLeast = "owner", proof, proofIf }: Endpoint): Permission {
  const [, , , area = ""] = path.split("/");
  return { area, summary, atLeast, secondFactor: proof === undefined ? (proofIf ?? "never") : "always" };
}
