import { call } from "@sallyport/contract/call";
import { addPasskey, askForNewPasskey } from "@sallyport/contract/security";
import { useMe } from "../page/me.ts";
import { makePasskey } from "../passkey/passkey.ts";
import { useAct } from "./security-acts.ts";

/** Adds a passkey: gets the options from the server, creates the passkey in the browser, and sends it to the server. */
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
