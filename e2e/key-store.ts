import { join } from "node:path";
import { Keychain } from "./keychain.ts";
import { passphraseFile } from "./passphrase-file.ts";

/** What keeps the server's key. All but `memory` keep it, and the data, over a restart. */
export type KeyStoreKind = "memory" | "passphrase" | "tpm" | "keychain";

/** How to tell a server what keeps its key. */
export interface KeyStore {
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  stop: () => Promise<void>;
}

const nothing = { env: {}, stop: () => Promise.resolve() };

/** Makes ready what keeps the key: a software TPM or a keychain of its own, with its state in `folder`. */
export async function startKeyStore(kind: KeyStoreKind, folder: string): Promise<KeyStore> {
  switch (kind) {
    case "memory":
      return { ...nothing, args: [] };
    case "passphrase":
      return { ...nothing, args: ["--passphrase-file", await passphraseFile(folder)] };
    case "tpm":
      // The server runs the TPM itself; its state stays in the folder.
      return { ...nothing, args: ["--swtpm", join(folder, "tpm")] };
    case "keychain": {
      const keychain = await Keychain.start(folder);
      return {
        args: ["--keychain", "sallyport-e2e"],
        env: keychain.environment,
        stop: () => keychain.stop(),
      };
    }
  }
}
