import { insertGroup, refuseTakenName } from "@sallyport/server/src/accounts/groups/groups.repository.ts";
import type { Here } from "./here.ts";
import { requireOfMembers } from "./plant.repository.ts";
import type { ReadSeed } from "./schema.ts";
import { orTaken } from "./taken.ts";

type Group = NonNullable<ReadSeed["groups"]>[number];

export async function plantGroup({ tx, now }: Here, { name, mfa }: Group): Promise<void> {
  await orTaken(`group ${name}`, refuseTakenName(tx, name));
  const { id } = await insertGroup(tx, name, now);
  if (mfa) await requireOfMembers(tx, id, mfa.days, now);
}
