import type { Group } from "@sallyport/contract/groups";
import { instant } from "../../core/clock.ts";
import { hashOf } from "../../core/tokens.ts";
import type { Queryable } from "../../database/database.ts";
import type { UserGroupRow } from "../../database/schema.ts";
import { countMembers } from "./groups.repository.ts";

export async function viewGroup(database: Queryable, group: UserGroupRow): Promise<Group> {
  const { id, name, required_days: days, required_at: since, apply_after, created_at } = group;
  return {
    id,
    name,
    createdAt: instant(created_at),
    ...(await countMembers(database, id)),
    requirement: days === null || since === null ? null : { days, since: instant(since) },
    isBeingApplied: apply_after !== null,
    version: groupVersion(group),
  };
}

/** The version changes if the requirement changes. */
export function groupVersion({ required_days, required_at }: UserGroupRow): string {
  return hashOf(JSON.stringify([required_days, required_at])).toString("base64url");
}
