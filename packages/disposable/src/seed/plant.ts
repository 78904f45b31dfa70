import { storeDaysOfNewUsers } from "@sallyport/server/src/accounts/groups/policies.repository.ts";
import { inTransaction } from "@sallyport/server/src/database/transactions.ts";
import type { SeedParts } from "./here.ts";
import { hashPasswords } from "./passwords.ts";
import { plantAdministrator, plantUser } from "./plant-accounts.ts";
import { plantApplication } from "./plant-application.ts";
import { plantGroup } from "./plant-group.ts";
import type { Planted } from "./planted.ts";
import type { ReadSeed } from "./schema.ts";

/** All of the seed is planted, or none of it. */
export async function plant(parts: SeedParts, seed: ReadSeed): Promise<Planted> {
  const users = await hashPasswords(parts.passwords, seed.users ?? []);
  const administrators = await hashPasswords(parts.passwords, seed.administrators ?? []);
  const planted: Planted = { users: [], administrators: [], applications: [] };
  await inTransaction(parts.database, "everything", async (tx) => {
    const here = { ...parts, tx, now: parts.clock.now() };
    const { newUsers } = seed.policies ?? {};
    if (newUsers) await storeDaysOfNewUsers(tx, newUsers.days, here.now);
    for (const group of seed.groups ?? []) await plantGroup(here, group);
    for (const user of users) planted.users.push(await plantUser(here, user));
    for (const each of administrators) planted.administrators.push(await plantAdministrator(here, each));
    for (const each of seed.applications ?? []) planted.applications.push(await plantApplication(here, each));
  });
  return planted;
}
