import {
  type Authorization,
  cancelAuthorization,
  confirmLogOut,
  finishAuthorization,
  showAuthorization,
} from "@sallyport/contract/authorization";
import { call } from "@sallyport/contract/call";
import type { ProblemCode } from "@sallyport/contract/problem";
import { useMutation, useQuery } from "@tanstack/react-query";
import { problemOf } from "../api/problem-of.ts";

/** What the application asked for. The result is the same for every user. */
export function useAsked(id: string) {
  return useQuery({
    queryKey: ["authorization", id],
    queryFn: async ({ signal }) => {
      const found = await call(showAuthorization, { params: { id } }, signal);
      const loginHint = found.at === "login" ? found.loginHint : null;
      return { application: found.application, isLogOut: found.at === "log-out", loginHint };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is missing before the person who is logged in can continue. */
export function useMissing(id: string) {
  return useQuery({
    queryKey: ["authorization-step", id],
    queryFn: ({ signal }): Promise<Authorization> => call(showAuthorization, { params: { id } }, signal),
    gcTime: 0,
  });
}

/** Replaces the page in the browser's history, so that the back button doesn't return to a finished login. */
const goTo = ({ address }: { address: string }) => window.location.replace(address);

export function useFinish(id: string) {
  return useMutation({
    mutationFn: (isConfirmed: boolean) =>
      call(finishAuthorization, { params: { id }, body: { isConfirmed } }),
    onSuccess: goTo,
  });
}

export function useCancel(id: string) {
  return useMutation({
    mutationFn: () => call(cancelAuthorization, { params: { id } }),
    onSuccess: goTo,
  });
}

export function useLogOutEverywhere(id: string) {
  return useMutation({ mutationFn: () => call(confirmLogOut, { params: { id } }), onSuccess: goTo });
}

const endings: readonly ProblemCode[] = ["not-found", "link-invalid", "already-done", "invalid-request"];

/** True if the authorization has expired, is finished, or belongs to another browser. */
export function isOver(error: Error): boolean {
  return endings.includes(problemOf(error).code);
}
