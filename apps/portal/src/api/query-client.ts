import type { ProblemCode } from "@sallyport/contract/problem";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem-of.ts";

/** After these the page may stand somewhere else than it believes, so the server is asked again. */
const movingCodes: readonly ProblemCode[] = [
  "not-signed-in",
  "sign-in-expired",
  "mfa-required",
  "not-now",
  "wrong-code",
  "wait",
  "factor-disabled",
];

/** The one place that knows what a failed call means for the page as a whole. */
export function newQueryClient(): QueryClient {
  const onRefusal = (error: Error) => {
    if (movingCodes.includes(problemOf(error).code))
      void client.invalidateQueries({ queryKey: ["whereabouts"] });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      // The question itself must not ask itself again.
      onError: (error, query) => (query.queryKey[0] === "whereabouts" ? undefined : onRefusal(error)),
    }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // A call that can't leave fails at once with a reason, instead of waiting for the network unseen.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && problemOf(error).code === "unavailable",
      },
      // What was typed or answered may be a secret: it is gone with what showed it.
      mutations: { networkMode: "always", gcTime: 0 },
    },
  });
  return client;
}

const impersonal: readonly unknown[] = ["whereabouts", "about"];

/** Drops what the last person typed and saw; what is true of the place itself may stay (ASVS 14.3.1). */
export function forgetPerson(client: QueryClient): void {
  client.getMutationCache().clear();
  client.removeQueries({ predicate: ({ queryKey }) => !impersonal.includes(queryKey[0]) });
}
