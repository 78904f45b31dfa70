import { createKeychainStore } from "@sallyport/secure-store/keychain-store";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { startSwtpmStore } from "@sallyport/secure-store/tpm/swtpm-store";
import { createTpmStore } from "@sallyport/secure-store/tpm/tpm-store";
import type { KeyStorage } from "../config/key-storage.ts";

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
      return startSwtpmStore({ stateFolder: setting.stateFolder });
  }
}
