import { call } from "@sallyport/contract/call";
import { openSetUpLink } from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useMutation } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

/** Succeeds also if this session needs no link. */
export function useOpenSetUpLink(realm: Realm) {
  return useMutation({
    mutationFn: async (token: string) => {
      try {
        await call(openSetUpLink, { params: { realm }, body: { token } });
      } catch (error) {
        if (problemOf(error).code !== "already-done") throw error;
      }
    },
  });
}
