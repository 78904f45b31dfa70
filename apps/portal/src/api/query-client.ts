import type { ProblemCode } from "@sallyport/contract/problem";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem-of.ts";

/** After these problems the page asks the server for the state of the sign-in again, because it may have changed. */
const movingCodes: readonly ProblemCode[] = [
  "not-signed-in",
  "sign-in-expired",
  "mfa-required",
  "not-now",
  "wrong-code",
  "wait",
  "factor-disabled",
];

/** Creates the query client with the same error handling for all calls. */
export function newQueryClient(): QueryClient {
  const onRefusal = (error: Error) => {
    if (movingCodes.includes(problemOf(error).code))
      void client.invalidateQueries({ queryKey: ["whereabouts"] });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      // Ignores a failed query of the sign-in state, because asking again would be an endless loop.
      onError: (error, query) => (query.queryKey[0] === "whereabouts" ? undefined : onRefusal(error)),
    }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // While offline, a call fails immediately with an error instead of waiting for the network.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && problemOf(error).code === "unavailable",
      },
      // Inputs and responses of mutations may be secret, so the cache drops them when their component disappears.
      mutations: { networkMode: "always", gcTime: 0 },
    },
  });
  return client;
}

const impersonal: readonly unknown[] = ["whereabouts", "about"];

/** Drops everything that belongs to the previous user (ASVS 14.3.1). Data about the installation stays. */
export function forgetPerson(client: QueryClient): void {
  client.getMutationCache().clear();
  client.removeQueries({ predicate: ({ queryKey }) => !impersonal.includes(queryKey[0]) });
}
