import { storeGroups } from "@sallyport/server/src/applications/application-groups.repository.ts";
import { findApplication } from "@sallyport/server/src/applications/applications.repository.ts";
import {
  insertApplication,
  isNameTaken,
  storeAddresses,
} from "@sallyport/server/src/applications/changes.repository.ts";
import { insertSecret } from "@sallyport/server/src/applications/secrets.repository.ts";
import { newSecret, secretColumns } from "@sallyport/server/src/applications/secrets.ts";
import { Trouble } from "../trouble.ts";
import { clientIdOf } from "./client-id.ts";
import { groupIds } from "./groups.ts";
import type { Here } from "./here.ts";
import type { Application } from "./planted.ts";
import type { ReadSeed } from "./schema.ts";

type NewApplication = NonNullable<ReadSeed["applications"]>[number];

export async function plantApplication(here: Here, application: NewApplication): Promise<Application> {
  const { tx, now } = here;
  const { name, callbackAddresses, type = "confidential", groups } = application;
  const id = clientIdOf(application);
  if ((await isNameTaken(tx, name)) || (await findApplication(tx, id)))
    throw new Trouble(
      `There is already an application ${name}, or one with its client id. Give it another name.`,
    );
  await insertApplication(tx, {
    id,
    name,
    template: null,
    kind: "openid",
    client_type: type,
    launch_address: application.launchAddress ?? null,
    second_factor: application.secondFactor ?? "account",
    open_to: groups ? "groups" : "everyone",
    keeps_access: application.keepsAccess ? 1 : 0,
    logout_address: application.logoutAddress ?? null,
    created_at: now,
  });
  await storeAddresses(tx, id, "callback", callbackAddresses);
  await storeAddresses(tx, id, "after-logout", application.afterLogoutAddresses ?? []);
  await storeAddresses(tx, id, "origin", application.origins ?? usualOrigins(application));
  if (groups) await storeGroups(tx, id, await groupIds(here, groups, name));
  const clientSecret = type === "public" ? null : (application.clientSecret ?? newSecret());
  if (clientSecret !== null)
    await insertSecret(tx, {
      ...secretColumns(clientSecret),
      application_id: id,
      created_at: now,
      expires_at: null,
    });
  return { name, clientId: id, clientSecret, callbackAddresses };
}

function usualOrigins({ type, callbackAddresses }: NewApplication): string[] {
  return type === "public" ? callbackAddresses.map((address) => new URL(address).origin) : [];
}
