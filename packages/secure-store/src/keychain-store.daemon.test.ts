import { password, startSessionBus } from "./keychain.fixture.ts";
import { createKeychainStore } from "./keychain-store.ts";
import { behavesAsSecureStore } from "./secure-store.behaviour.ts";

behavesAsSecureStore("keychain", true, async () => {
  const bus = await startSessionBus();
  const keychain = await bus.newKeychain();
  await keychain.start(password);
  const service = "secure-store tests";
  return {
    store: createKeychainStore({ service }),
    reopened: () => createKeychainStore({ service }),
    elsewhere: createKeychainStore({ service: "secure-store tests elsewhere" }),
    refusalElsewhere: "not-found",
    async dispose() {
      await keychain.dispose();
      await bus.dispose();
    },
  };
});
