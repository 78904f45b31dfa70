import { call } from "@sallyport/contract/call";
import { type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type Ended, whatEnded } from "./ended.ts";
import { forgetTypingOfOthers, type KeptForm } from "./kept-typing.ts";
import { forgetPerson } from "./query-client.ts";

export interface Here {
  whereabouts: Whereabouts;
  /** What ended without the person's doing, for the login page to explain. */
  ended: Ended;
}

function whereaboutsKey(realm: Realm) {
  return ["whereabouts", realm] as const;
}

/** Where this browser stands on the way into a realm. The server says it; the page only shows it. */
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

/** After a step: an older question still under way must not put the person back where they were. */
export async function arrive(client: QueryClient, realm: Realm, whereabouts: Whereabouts): Promise<void> {
  const key = whereaboutsKey(realm);
  await client.cancelQueries({ queryKey: key });
  makeWay(client, client.getQueryData<Here>(key), whereabouts);
  // Only who logs out, or gives up, arrives at the start: a session that ends is found out by asking.
  if (whereabouts.at === "start") forgetTypingOfOthers(realm, null);
  client.setQueryData<Here>(key, { whereabouts, ended: null });
}

/** Drops what another account has left: another tab may have changed who is logged in. */
function makeWay(client: QueryClient, before: Here | undefined, now: Whereabouts): void {
  if (before === undefined || personAt(before.whereabouts) !== personAt(now)) forgetPerson(client);
  if ("me" in now) forgetTypingOfOthers(now.me.realm, now.me.id);
}

/** Whether this account is inside as far as this page knows: if so, a form that goes was left on purpose. */
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
