import { call } from "@sallyport/contract/call";
import type { PasskeyAssertion } from "@sallyport/contract/passkey";
import {
  askForAnyPasskey,
  askForOwnPasskey,
  askForSetUpPasskey,
  setUpPasskey,
  signInWithPasskey,
  submitPasskey,
} from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import { answerWithPasskey, makePasskey } from "../passkey/passkey.ts";
import { useMove } from "./moves.ts";

export function useSignInWithPasskey(realm: Realm) {
  return useMove(realm, async (chosen: PasskeyAssertion | null) => {
    const assertion =
      chosen ?? (await answerWithPasskey(await call(askForAnyPasskey, { params: { realm } })));
    return call(signInWithPasskey, { params: { realm }, body: { assertion } });
  });
}

export function useSubmitPasskey(realm: Realm) {
  return useMove(realm, async () => {
    const question = await call(askForOwnPasskey, { params: { realm } });
    const assertion = await answerWithPasskey(question);
    return call(submitPasskey, { params: { realm }, body: { assertion } });
  });
}

export function useSetUpPasskey(realm: Realm) {
  return useMove(realm, async ({ name }: { name: string }) => {
    const question = await call(askForSetUpPasskey, { params: { realm } });
    const registration = await makePasskey(question);
    return call(setUpPasskey, { params: { realm }, body: { name, registration } });
  });
}
