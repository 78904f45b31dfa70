import { existsSync } from "node:fs";
import { join } from "node:path";
import { missingPrograms } from "@sallyport/secure-store/backend";
import { createPassphraseFile } from "@sallyport/secure-store/passphrase-file";
import { canHoldSwtpm } from "@sallyport/secure-store/tpm/swtpm";
import { swtpmBackend } from "@sallyport/secure-store/tpm/swtpm-backend";
import type { KeyStorage } from "../key-stores/list.ts";

/**
 * The key store of development: a software TPM with its state in the data folder, or a passphrase file there if swtpm
 * isn't installed or the folder's path is too long for it. A folder keeps its first store, because the key is in that one.
 */
export async function developmentKeyStorage(folder: string): Promise<KeyStorage> {
  const stateFolder = join(folder, "tpm");
  const file = join(folder, "passphrase");
  if (existsSync(stateFolder)) return { kind: "swtpm", stateFolder };
  const isSwtpmAtHand = canHoldSwtpm(stateFolder) && (await missingPrograms(swtpmBackend)).length === 0;
  if (isSwtpmAtHand && !existsSync(file)) return { kind: "swtpm", stateFolder };
  await createPassphraseFile(file);
  return { kind: "passphrase", file };
}
