import { call } from "@sallyport/contract/call";
import { type Whereabouts, whereAmI } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useQuery } from "@tanstack/react-query";
import { type Ended, whatEnded } from "./ended.ts";

export interface Here {
  whereabouts: Whereabouts;
  /** What ended without the person's doing, for the login page to explain. */
  ended: Ended;
}

export function whereaboutsKey(realm: Realm) {
  return ["whereabouts", realm] as const;
}

/** Where this browser stands on the way into a realm. The server says it; the page only shows it. */
export function useWhereabouts(realm: Realm) {
  return useQuery({
    queryKey: whereaboutsKey(realm),
    queryFn: async ({ client, queryKey, signal }): Promise<Here> => {
      const whereabouts = await call(whereAmI, { params: { realm } }, signal);
      return { whereabouts, ended: whatEnded(client.getQueryData<Here>(queryKey), whereabouts) };
    },
  });
}
