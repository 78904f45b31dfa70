/** The users who can log in to an application. */
export interface Admission {
  openTo: "everyone" | "groups";
  /** The IDs of the groups. Counts only if `openTo` is `groups`. */
  groups: readonly string[];
}

interface Visitor {
  realm: "user" | "administrator";
  groups: readonly string[];
}

/** Administrators can't log in to applications. Only users can. */
export function mayOpen({ openTo, groups }: Admission, visitor: Visitor): boolean {
  if (visitor.realm !== "user") return false;
  return openTo === "everyone" || groups.some((group) => visitor.groups.includes(group));
}
