import { existsSync } from "node:fs";
import { join } from "node:path";
import { missingPrograms } from "@sallyport/secure-store/backend";
import { createPassphraseFile } from "@sallyport/secure-store/passphrase-file";
import { canHoldSwtpm } from "@sallyport/secure-store/tpm/swtpm";
import { swtpmBackend } from "@sallyport/secure-store/tpm/swtpm-backend";
import type { KeyStorage } from "../key-stores/list.ts";

/** Uses a passphrase file if swtpm can't run. Later starts use the same store for the same folder. */
export async function developmentKeyStorage(folder: string): Promise<KeyStorage> {
  const stateFolder = join(folder, "tpm");
  const file = join(folder, "passphrase");
  if (existsSync(stateFolder)) return { kind: "swtpm", stateFolder };
  const isSwtpmAtHand = canHoldSwtpm(stateFolder) && (await missingPrograms(swtpmBackend)).length === 0;
  if (isSwtpmAtHand && !existsSync(file)) return { kind: "swtpm", stateFolder };
  await createPassphraseFile(file);
  return { kind: "passphrase", file };
}
