import type { ProblemCode } from "@sallyport/contract/problem";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { problemOf } from "./problem-of.ts";

/** After these problems, the page asks the server which step of the sign-in comes next. */
const movingCodes: readonly ProblemCode[] = [
  "not-signed-in",
  "sign-in-expired",
  "mfa-required",
  "not-now",
  "wrong-code",
  "wait",
  "factor-disabled",
];

export function newQueryClient(): QueryClient {
  const onRefusal = (error: Error) => {
    if (movingCodes.includes(problemOf(error).code))
      void client.invalidateQueries({ queryKey: ["whereabouts"] });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({
      // `onRefusal` isn't called for the whereabouts, because it would send the failed query again.
      onError: (error, query) => (query.queryKey[0] === "whereabouts" ? undefined : onRefusal(error)),
    }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // Without "always", a call would wait while the browser is offline.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && problemOf(error).code === "unavailable",
      },
      // The cache drops mutations at once, because their input and response may be secret.
      mutations: { networkMode: "always", gcTime: 0 },
    },
  });
  return client;
}

const impersonal: readonly unknown[] = ["whereabouts", "about"];

/** ASVS 14.3.1. */
export function forgetPerson(client: QueryClient): void {
  client.getMutationCache().clear();
  client.removeQueries({ predicate: ({ queryKey }) => !impersonal.includes(queryKey[0]) });
}
