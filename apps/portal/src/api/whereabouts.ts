import { call } from "@sallyport/contract/call";
import { type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type Ended, whatEnded } from "./ended.ts";
import { forgetTypingOfOthers, type KeptForm } from "./kept-typing.ts";
import { forgetPerson } from "./query-client.ts";

export interface Here {
  whereabouts: Whereabouts;
  /** What the server has ended, such as an expired session; null if nothing. The login page tells the user about it. */
  ended: Ended;
}

function whereaboutsKey(realm: Realm) {
  return ["whereabouts", realm] as const;
}

/** The step that this browser has reached in the sign-in to a realm. Only the server decides which step it is. */
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
 * Stores the new step in the cache. First cancels running queries, because an older response could restore the previous
 * step.
 */
export async function arrive(client: QueryClient, realm: Realm, whereabouts: Whereabouts): Promise<void> {
  const key = whereaboutsKey(realm);
  await client.cancelQueries({ queryKey: key });
  makeWay(client, client.getQueryData<Here>(key), whereabouts);
  // Deletes the stored text, because the new step is "start" only if the user has logged out or cancelled.
  if (whereabouts.at === "start") forgetTypingOfOthers(realm, null);
  client.setQueryData<Here>(key, { whereabouts, ended: null });
}

/** Drops the data of the previous account if the account has changed, for example by a login in another tab. */
function makeWay(client: QueryClient, before: Here | undefined, now: Whereabouts): void {
  if (before === undefined || personAt(before.whereabouts) !== personAt(now)) forgetPerson(client);
  if ("me" in now) forgetTypingOfOthers(now.me.realm, now.me.id);
}

/**
 * Whether this account is still logged in, as far as this page knows. If a form disappears while the account is logged
 * in, the user left the form on purpose.
 */
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
