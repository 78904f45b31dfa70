import { call } from "@sallyport/contract/call";
import {
  acknowledgeSetUp,
  confirmSetUp,
  keepFirstRecoveryCodes,
  leave,
  postponeSetUp,
  resumeSetUp,
  submitBypassCode,
  submitPasscode,
  submitPassword,
  submitRecoveryCode,
  type Whereabouts,
} from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tellOfLogOut } from "./kept-typing.ts";
import { arrive } from "./whereabouts.ts";

export function useSubmitPassword(realm: Realm) {
  return useMove(realm, (body: { login: string; password: string }) =>
    call(submitPassword, { params: { realm }, body }),
  );
}

export function useSubmitPasscode(realm: Realm) {
  return useMove(realm, (body: { code: string }) => call(submitPasscode, { params: { realm }, body }));
}

export function useSubmitRecoveryCode(realm: Realm) {
  return useMove(realm, (body: { code: string }) => call(submitRecoveryCode, { params: { realm }, body }));
}

export function useSubmitBypassCode(realm: Realm) {
  return useMove(realm, (body: { code: string }) => call(submitBypassCode, { params: { realm }, body }));
}

export function useConfirmSetUp(realm: Realm) {
  return useMove(realm, (body: { code: string }) => call(confirmSetUp, { params: { realm }, body }));
}

export function usePostponeSetUp(realm: Realm) {
  return useMove(realm, () => call(postponeSetUp, { params: { realm } }));
}

export function useResumeSetUp(realm: Realm) {
  return useMove(realm, () => call(resumeSetUp, { params: { realm } }));
}

/** `savedSet` names the recovery codes that the user has saved. */
export function useAcknowledgeSetUp(realm: Realm) {
  return useMove(realm, async ({ savedSet }: { savedSet: string | null }) => {
    if (savedSet !== null) await call(keepFirstRecoveryCodes, { params: { realm }, body: { set: savedSet } });
    return call(acknowledgeSetUp, { params: { realm } });
  });
}

export function useLeave(realm: Realm) {
  return useMove(realm, async (): Promise<Whereabouts> => {
    await call(leave, { params: { realm } });
    tellOfLogOut(realm);
    return { at: "start" };
  });
}

export function useMove<Given = void>(realm: Realm, ask: (given: Given) => Promise<Whereabouts>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (whereabouts) => arrive(client, realm, whereabouts),
  });
}
