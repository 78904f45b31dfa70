import { call } from "@sallyport/contract/call";
import { addPasskey, askForNewPasskey } from "@sallyport/contract/security";
import { useMe } from "../page/me.ts";
import { makePasskey } from "../passkey/passkey.ts";
import { useAct } from "./security-acts.ts";

export function useAddPasskey(onDone: () => void) {
  const { realm } = useMe();
  return useAct(async ({ name }: { name: string }) => {
    const question = await call(askForNewPasskey, { params: { realm } });
    const registration = await makePasskey(question);
    return call(addPasskey, {
      params: { realm },
      body: { name, registration },
    });
  }, onDone);
}
