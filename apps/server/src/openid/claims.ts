import type { AccountRow } from "../database/schema.ts";

/** The scopes and their claims. Every application may ask for all of them. */
export const claimsOfScopes = {
  openid: ["sub", "acr", "amr", "auth_time"],
  profile: ["name", "preferred_username"],
  email: ["email", "email_verified"],
  groups: ["groups"],
  iss: null,
  sid: null,
};

export const scopes = ["openid", "offline_access", "profile", "email", "groups"];

export function claimsOf(
  { id, name, username, email, email_verified_at }: AccountRow,
  groups: readonly { name: string }[],
): { sub: string } & Record<string, unknown> {
  return {
    sub: id,
    name,
    preferred_username: username ?? email,
    email,
    // defence: AT-116
    email_verified: email_verified_at !== null,
    groups: groups.map((group) => group.name),
  };
}
