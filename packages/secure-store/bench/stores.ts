import { join } from "node:path";
import { createMemoryStore } from "../src/memory-store.ts";
import { createPassphraseFile } from "../src/passphrase-file.ts";
import { createPassphraseStore } from "../src/passphrase-store.ts";
import { createTpmStore } from "../src/tpm/tpm-store.ts";
import { keychainTimes } from "./keychain.ts";
import { storeTimes } from "./store-times.ts";

export async function benchStores(folder: string, tcti: string): Promise<void> {
  const file = join(folder, "passphrase");
  await createPassphraseFile(file);
  console.log("ms to seal a key and to open it");
  console.table({
    memory: await storeTimes(createMemoryStore(), 1001),
    passphrase: await storeTimes(createPassphraseStore({ file }), 9),
    "software TPM": await storeTimes(createTpmStore({ tcti }), 21),
    "… encrypted session": await storeTimes(createTpmStore({ tcti, isSessionEncrypted: true }), 21),
    "… bound to registers": await storeTimes(createTpmStore({ tcti, pcrs: "sha256:7" }), 21),
    "GNOME Keyring": await keychainTimes(folder),
  });
}
