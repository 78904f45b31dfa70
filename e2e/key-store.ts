import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Keychain } from "./keychain.ts";
import { passphraseFile } from "./passphrase-file.ts";

/** What keeps the server's key. All but `memory` keep it, and the data, over a restart. */
export type KeyStoreKind = "memory" | "passphrase" | "tpm" | "keychain";

/** How to tell a server what keeps its key. */
export interface KeyStore {
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Takes away what the key lies in, as it is for a thief who has the database alone. */
  takeAway: () => Promise<void>;
  stop: () => Promise<void>;
}

const nothing = () => Promise.resolve();

/** Makes ready what keeps the key: a software TPM or a keychain of its own, with its state in `folder`. */
export async function startKeyStore(kind: KeyStoreKind, folder: string): Promise<KeyStore> {
  switch (kind) {
    case "memory":
      return { args: [], env: {}, takeAway: nothing, stop: nothing };
    case "passphrase": {
      const file = await passphraseFile(folder);
      return { args: ["--passphrase-file", file], env: {}, takeAway: () => rm(file), stop: nothing };
    }
    case "tpm": {
      // The server runs the TPM itself; its state stays in the folder.
      const state = join(folder, "tpm");
      const takeAway = () => rm(state, { recursive: true });
      return { args: ["--swtpm", state], env: {}, takeAway, stop: nothing };
    }
    case "keychain": {
      const keychain = await Keychain.start(folder);
      const stop = () => keychain.stop();
      return { args: ["--keychain", "sallyport-e2e"], env: keychain.environment, takeAway: stop, stop };
    }
  }
}
