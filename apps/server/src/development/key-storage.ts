import { existsSync } from "node:fs";
import { join } from "node:path";
import { missingPrograms } from "@sallyport/secure-store/backend";
import { createPassphraseFile } from "@sallyport/secure-store/passphrase-file";
import type { KeyStorage } from "../keys/settings.ts";

/**
 * What keeps the key in development: a software TPM with its state in the data folder where swtpm is installed, else a
 * passphrase file there. Whichever the folder began with, it goes on with: the key is in that one.
 */
export async function developmentKeyStorage(folder: string): Promise<KeyStorage> {
  const stateFolder = join(folder, "tpm");
  const file = join(folder, "passphrase");
  if (existsSync(stateFolder)) return { kind: "swtpm", stateFolder };
  if (existsSync(file) || (await missingPrograms("swtpm")).length > 0) {
    await createPassphraseFile(file);
    return { kind: "passphrase", file };
  }
  return { kind: "swtpm", stateFolder };
}
