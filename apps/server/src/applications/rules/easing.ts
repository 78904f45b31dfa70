export interface Changeable {
  clientType: "confidential" | "public";
  launchAddress: string | null;
  callbackAddresses: readonly string[];
  afterLogoutAddresses: readonly string[];
  origins: readonly string[];
  logoutAddress: string | null;
  keepsAccess: boolean;
  openTo: "everyone" | "groups";
  /** The IDs of the groups. */
  groups: readonly string[];
  secondFactor: "account" | "always";
}

const places = ["callbackAddresses", "afterLogoutAddresses", "origins"] as const;

/** True if the change sends data to other addresses, lets more users in, or protects the application less. */
export function isEased(before: Changeable, next: Changeable): boolean {
  return (
    next.clientType !== before.clientType ||
    next.launchAddress !== before.launchAddress ||
    next.logoutAddress !== before.logoutAddress ||
    places.some((place) => hasMore(before[place], next[place])) ||
    (next.keepsAccess && !before.keepsAccess) ||
    (before.secondFactor === "always" && next.secondFactor !== "always") ||
    letsInMore(before, next)
  );
}

function letsInMore(before: Changeable, next: Changeable): boolean {
  if (before.openTo === "everyone") return false;
  return next.openTo === "everyone" || hasMore(before.groups, next.groups);
}

function hasMore(before: readonly string[], next: readonly string[]): boolean {
  return next.some((each) => !before.includes(each));
}

const words: Readonly<Record<keyof Changeable, string>> = {
  clientType: "type",
  launchAddress: "address",
  callbackAddresses: "callback addresses",
  afterLogoutAddresses: "addresses after logout",
  origins: "web origins",
  logoutAddress: "address for logout notices",
  keepsAccess: "refresh tokens",
  openTo: "who can log in",
  groups: "groups",
  secondFactor: "second factor",
};

/** Describes the changes for the activity log. */
export function whatChanged(before: Changeable, next: Changeable): string[] {
  const keys = Object.keys(words) as (keyof Changeable)[];
  return keys.flatMap((key) => {
    const difference = differenceOf(before[key], next[key]);
    return difference === null ? [] : [`${words[key]}: ${difference}`];
  });
}

type Value = Changeable[keyof Changeable];

function differenceOf(before: Value, next: Value): string | null {
  if (isList(before) && isList(next)) {
    const added = next.filter((each) => !before.includes(each)).map((each) => `added ${each}`);
    const removed = before.filter((each) => !next.includes(each)).map((each) => `removed ${each}`);
    return added.length + removed.length === 0 ? null : [...added, ...removed].join(", ");
  }
  if (before === next) return null;
  if (typeof next === "boolean") return next ? "yes" : "no";
  return String(next ?? "none");
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}
