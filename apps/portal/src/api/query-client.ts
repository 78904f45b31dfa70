import type { ProblemCode } from "@sallyport/contract/problem";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem-of.ts";

/** After these problems the sign-in state may have changed, so the page asks the server again. */
const movingCodes: readonly ProblemCode[] = [
  "not-signed-in",
  "sign-in-expired",
  "mfa-required",
  "not-now",
  "wrong-code",
  "wait",
  "factor-disabled",
];

/** Decides what a failed call means for the whole page. */
export function newQueryClient(): QueryClient {
  const onRefusal = (error: Error) => {
    if (movingCodes.includes(problemOf(error).code))
      void client.invalidateQueries({ queryKey: ["whereabouts"] });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      // A failed query of the sign-in state must not repeat itself.
      onError: (error, query) => (query.queryKey[0] === "whereabouts" ? undefined : onRefusal(error)),
    }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // Offline, a call fails immediately with a reason instead of waiting for the network.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && problemOf(error).code === "unavailable",
      },
      // Typed text and responses may be secret, so they are dropped when their component unmounts.
      mutations: { networkMode: "always", gcTime: 0 },
    },
  });
  return client;
}

const impersonal: readonly unknown[] = ["whereabouts", "about"];

/** Drops the data of the last user; data about the installation may stay (ASVS 14.3.1). */
export function forgetPerson(client: QueryClient): void {
  client.getMutationCache().clear();
  client.removeQueries({ predicate: ({ queryKey }) => !impersonal.includes(queryKey[0]) });
}
