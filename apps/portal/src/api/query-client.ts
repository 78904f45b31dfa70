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
      // A failed query for the whereabouts isn't passed to `onRefusal`, because `onRefusal` would send this
      // query again.
      onError: (error, query) => (query.queryKey[0] === "whereabouts" ? undefined : onRefusal(error)),
    }),
    mutationCache: new MutationCache({ onError: onRefusal }),
    defaultOptions: {
      queries: {
        // Without "always", a call would wait while the browser is offline.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && problemOf(error).code === "unavailable",
      },
      // The cache drops mutations immediately, because their input and response can be secret.
      mutations: { networkMode: "always", gcTime: 0 },
    },
  });
  return client;
}

const impersonal: readonly unknown[] = ["whereabouts", "about", "authorization"];

/** ASVS 14.3.1. */
export function forgetPerson(client: QueryClient): void {
  client.getMutationCache().clear();
  client.removeQueries({ predicate: ({ queryKey }) => !impersonal.includes(queryKey[0]) });
}
