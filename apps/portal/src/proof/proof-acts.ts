import { call } from "@sallyport/contract/call";
import {
  askForProvingPasskey,
  howToProve,
  provePasscode,
  provePasskey,
  provePassword,
  proveRecoveryCode,
} from "@sallyport/contract/security";
import type { Realm } from "@sallyport/contract/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { answerWithPasskey } from "../passkey/passkey.ts";

export function useHowToProve(realm: Realm) {
  return useQuery({
    queryKey: ["how-to-prove", realm],
    queryFn: ({ signal }) => call(howToProve, { params: { realm } }, signal),
    gcTime: 0,
  });
}

export function useProvePasscode(realm: Realm, onProved: () => void) {
  return useProof((body: { code: string }) => call(provePasscode, { params: { realm }, body }), onProved);
}

export function useProveRecoveryCode(realm: Realm, onProved: () => void) {
  return useProof((body: { code: string }) => call(proveRecoveryCode, { params: { realm }, body }), onProved);
}

export function useProvePassword(realm: Realm, onProved: () => void) {
  return useProof((body: { password: string }) => call(provePassword, { params: { realm }, body }), onProved);
}

export function useProvePasskey(realm: Realm, onProved: () => void) {
  return useProof(async () => {
    const question = await call(askForProvingPasskey, { params: { realm } });
    const assertion = await answerWithPasskey(question);
    return call(provePasskey, { params: { realm }, body: { assertion } });
  }, onProved);
}

function useProof<Given = void>(ask: (given: Given) => Promise<unknown>, onProved: () => void) {
  return useMutation({ mutationFn: ask, onSuccess: onProved });
}
