import { createKeychainStore } from "@sallyport/secure-store/keychain-store";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { startSwtpm } from "@sallyport/secure-store/tpm/swtpm";
import { createTpmStore } from "@sallyport/secure-store/tpm/tpm-store";
import type { KeyStorage } from "./settings.ts";

/** The store that a setting names. Nothing falls back: a store that does not open ends the start. */
export async function openSecureStore(setting: KeyStorage): Promise<SecureStore> {
  switch (setting.kind) {
    case "memory":
      return createMemoryStore();
    case "passphrase":
      return createPassphraseStore({ file: setting.file });
    case "keychain":
      return createKeychainStore({ service: setting.service });
    case "tpm":
      return createTpmStore({ tcti: setting.tcti, ...(setting.pcrs === null ? {} : { pcrs: setting.pcrs }) });
    case "swtpm":
      return withSoftwareTpm(setting.stateFolder);
  }
}

/** A software TPM that runs for as long as the store is open. */
async function withSoftwareTpm(stateFolder: string): Promise<SecureStore> {
  const swtpm = await startSwtpm({ stateFolder });
  const store = createTpmStore({ tcti: swtpm.tcti });
  return {
    ...store,
    seal: async (key, options) => {
      await swtpm.ready();
      return store.seal(key, options);
    },
    unseal: async (sealed, options) => {
      await swtpm.ready();
      return store.unseal(sealed, options);
    },
    [Symbol.asyncDispose]: () => swtpm.stop(),
  };
}
