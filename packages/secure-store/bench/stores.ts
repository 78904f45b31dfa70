import { join } from "node:path";
import { createMemoryStore } from "../src/memory-store.ts";
import { createPassphraseFile } from "../src/passphrase-file.ts";
import { createPassphraseStore } from "../src/passphrase-store.ts";
import { createTpmStore } from "../src/tpm/tpm-store.ts";
import { timesOfKeychain } from "./keychain.ts";
import { timesOf } from "./store-times.ts";

export async function benchStores(folder: string, tcti: string): Promise<void> {
  const file = join(folder, "passphrase");
  await createPassphraseFile(file);
  console.table({
    memory: await timesOf(createMemoryStore(), 1001),
    passphrase: await timesOf(createPassphraseStore({ file }), 9),
    "software TPM": await timesOf(createTpmStore({ tcti }), 21),
    "… encrypted session": await timesOf(createTpmStore({ tcti, isSessionEncrypted: true }), 21),
    "… bound to registers": await timesOf(createTpmStore({ tcti, pcrs: "sha256:7" }), 21),
    "GNOME Keyring": await timesOfKeychain(folder),
  });
}
