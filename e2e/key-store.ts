import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Keychain } from "./keychain.ts";
import { passphraseFile } from "./passphrase-file.ts";

/** With `memory`, a server that was restarted has lost its key and its data. */
export type KeyStoreKind = "memory" | "passphrase" | "tpm" | "keychain";

export interface KeyStore {
  args: readonly string[];
  settings: Readonly<Record<string, string>>;
  env: Readonly<Record<string, string>>;
  /** Takes the key away, as if a thief had copied only the database. */
  takeAway: () => Promise<void>;
  stop: () => Promise<void>;
}

const nothing = () => Promise.resolve();

export async function startKeyStore(kind: KeyStoreKind, folder: string): Promise<KeyStore> {
  switch (kind) {
    case "memory":
      return { args: [], settings: { SECURE_STORE: kind }, env: {}, takeAway: nothing, stop: nothing };
    case "passphrase": {
      const file = await passphraseFile(folder);
      const settings = { SECURE_STORE: kind, SECURE_STORE_PASSPHRASE_FILE: file };
      const takeAway = () => rm(file);
      return { args: ["--passphrase-file", file], settings, env: {}, takeAway, stop: nothing };
    }
    case "tpm": {
      const state = join(folder, "tpm");
      const takeAway = () => rm(state, { recursive: true });
      const settings = { SECURE_STORE: kind, SECURE_STORE_SWTPM_STATE: state };
      return { args: ["--swtpm", state], settings, env: {}, takeAway, stop: nothing };
    }
    case "keychain": {
      const keychain = await Keychain.start(folder);
      const stop = () => keychain.stop();
      const service = "sallyport-e2e";
      const settings = { SECURE_STORE: kind, SECURE_STORE_KEYCHAIN_SERVICE: service };
      const env = keychain.environment;
      return { args: ["--keychain", service], settings, env, takeAway: stop, stop };
    }
  }
}
