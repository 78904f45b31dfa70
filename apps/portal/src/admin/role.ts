import { type AdministratorRole, administratorRoles } from "@sallyport/contract/text";
import { useMe } from "../page/me.ts";

export const roleNames: Readonly<Record<AdministratorRole, string>> = {
  owner: "Owner",
  administrator: "Administrator",
  "help-desk": "Help Desk",
  "read-only": "Read Only",
};

export const roleWords: Readonly<Record<AdministratorRole, string>> = {
  owner: "Can do everything. Only owners can change roles.",
  administrator: "Manages users and administrators, except owners.",
  "help-desk": "Unlocks, extends deadlines and resets factors.",
  "read-only": "Sees everything and changes nothing.",
};

/** Returns whether the role allows an action. The server checks the role again. */
export function useMay(needed: AdministratorRole): boolean {
  return isWithin(useMe().role, needed);
}

/** Like `useMay`, for lists of actions that need different roles. */
export function useMayEach(): (needed: AdministratorRole) => boolean {
  const { role } = useMe();
  return (needed) => isWithin(role, needed);
}

export function useGrantableRoles(): AdministratorRole[] {
  const { role } = useMe();
  return administratorRoles.filter((each) => isWithin(role, each));
}

export function isWithin(role: AdministratorRole | null, needed: AdministratorRole): boolean {
  return role !== null && administratorRoles.indexOf(role) <= administratorRoles.indexOf(needed);
}
