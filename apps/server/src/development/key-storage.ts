import { existsSync } from "node:fs";
import { join } from "node:path";
import { missingPrograms } from "@sallyport/secure-store/backend";
import { createPassphraseFile } from "@sallyport/secure-store/passphrase-file";
import { canHoldSwtpm } from "@sallyport/secure-store/tpm/swtpm";
import { swtpmBackend } from "@sallyport/secure-store/tpm/swtpm-backend";
import type { KeyStorage } from "../key-stores/list.ts";

/**
 * The key store for development: a software TPM with its state in the data folder. If swtpm isn't installed, or the
 * folder's path is too long for it, a passphrase file is used. A data folder keeps the store that it first had, because
 * the key is there.
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
