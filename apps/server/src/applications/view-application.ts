import type * as contract from "@sallyport/contract/applications/applications";
import { instant, instantOrNull } from "../core/clock.ts";
import { hashOf } from "../core/tokens.ts";
import type { Queryable } from "../database/database.ts";
import type { ApplicationRow } from "../database/schema.ts";
import type { Application } from "./applications.repository.ts";
import { countUsers } from "./people.repository.ts";
import type { Changeable } from "./rules/easing.ts";
import { isExpired } from "./rules/secrets.ts";

export async function viewApplication(
  database: Queryable,
  application: Application,
  now: number,
): Promise<contract.Application> {
  const { row, groups, secrets } = application;
  const changeable = changeableOf(application);
  return {
    id: row.id,
    name: row.name,
    template: row.template,
    kind: row.kind,
    ...changeable,
    callbackAddresses: [...changeable.callbackAddresses],
    afterLogoutAddresses: [...changeable.afterLogoutAddresses],
    origins: [...changeable.origins],
    groups: [...groups],
    users: await countUsers(database, changeable),
    secrets: secrets.map((secret) => ({
      id: secret.id,
      // defence: AT-130
      hint: secret.hint,
      createdAt: instant(secret.created_at),
      expiresAt: instantOrNull(secret.expires_at),
      isExpired: isExpired(secret, now),
      lastUsedAt: instantOrNull(secret.last_used_at),
    })),
    createdAt: instant(row.created_at),
    firstLoginAt: instantOrNull(row.first_login_at),
    version: applicationVersion(application),
  };
}

export function changeableOf({ row, addresses, groups }: Application): Changeable {
  return {
    clientType: row.client_type,
    launchAddress: row.launch_address,
    callbackAddresses: addresses.callback,
    afterLogoutAddresses: addresses["after-logout"],
    origins: addresses.origin,
    logoutAddress: row.logout_address,
    keepsAccess: row.keeps_access === 1,
    openTo: row.open_to,
    groups: groups.map(({ id }) => id),
    secondFactor: row.second_factor,
  };
}

/** A hash of all fields that administrators can change. */
export function applicationVersion(application: Application): string {
  return hashOf(JSON.stringify([application.row.name, changeableOf(application)])).toString("base64url");
}

export function viewListed(row: ApplicationRow, groups: number): contract.ListedApplication {
  return {
    id: row.id,
    name: row.name,
    template: row.template,
    kind: row.kind,
    launchAddress: row.launch_address,
    openTo: row.open_to,
    groups,
    secondFactor: row.second_factor,
    firstLoginAt: instantOrNull(row.first_login_at),
  };
}
