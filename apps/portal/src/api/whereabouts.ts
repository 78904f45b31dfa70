import { call } from "@sallyport/contract/call";
import { type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type Ended, whatEnded } from "./ended.ts";
import { forgetTypingOfOthers, type KeptForm } from "./kept-typing.ts";
import { forgetPerson } from "./query-client.ts";

export interface Here {
  whereabouts: Whereabouts;
  ended: Ended;
}

function whereaboutsKey(realm: Realm) {
  return ["whereabouts", realm] as const;
}

export function useWhereabouts(realm: Realm) {
  return useQuery({
    queryKey: whereaboutsKey(realm),
    queryFn: async ({ client, queryKey, signal }): Promise<Here> => {
      const whereabouts = await call(whereAmI, { params: { realm } }, signal);
      const before = client.getQueryData<Here>(queryKey);
      makeWay(client, before, whereabouts);
      return { whereabouts, ended: whatEnded(before, whereabouts) };
    },
  });
}

/**
 * Shows the new step. Cancels a running query first, because its older response could restore the previous
 * step.
 */
export async function arrive(client: QueryClient, realm: Realm, whereabouts: Whereabouts): Promise<void> {
  const key = whereaboutsKey(realm);
  await client.cancelQueries({ queryKey: key });
  makeWay(client, client.getQueryData<Here>(key), whereabouts);
  if (whereabouts.at === "start") forgetTypingOfOthers(realm, null);
  client.setQueryData<Here>(key, { whereabouts, ended: null });
}

/** Forgets the previous person's data if the account has changed, for example by a login in another tab. */
function makeWay(client: QueryClient, before: Here | undefined, now: Whereabouts): void {
  if (before === undefined || personAt(before.whereabouts) !== personAt(now)) forgetPerson(client);
  if ("me" in now) forgetTypingOfOthers(now.me.realm, now.me.id);
}

export function isInside(
  client: QueryClient,
  { realm, accountId }: Pick<KeptForm, "realm" | "accountId">,
): boolean {
  const here = client.getQueryData<Here>(whereaboutsKey(realm))?.whereabouts;
  return here?.at === "signed-in" && here.me.id === accountId;
}

function personAt(whereabouts: Whereabouts): string | null {
  return "me" in whereabouts ? whereabouts.me.id : null;
}
