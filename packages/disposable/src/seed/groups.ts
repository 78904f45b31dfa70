import { groupsNamed } from "@sallyport/server/src/accounts/groups/groups.repository.ts";
import { nameKey } from "@sallyport/server/src/core/folded-words.ts";
import { Trouble } from "../trouble.ts";
import type { Here } from "./here.ts";

/** @param owner who names the groups, for the message */
export async function groupIds({ tx }: Here, names: readonly string[], owner: string): Promise<string[]> {
  const found = await groupsNamed(tx, names.map(nameKey));
  return names.map((name) => {
    const id = found.get(nameKey(name));
    if (id !== undefined) return id;
    throw new Trouble(
      `${owner} names the group ${JSON.stringify(name)}, which isn't under "groups". Add it there.`,
    );
  });
}
