import type { KeyStorage } from "../config/key-storage.ts";

/** The words of a command line that name stores, for `parseArgs`. */
export const storeOptions = {
  "passphrase-file": { type: "string" },
  tcti: { type: "string" },
  pcrs: { type: "string" },
  swtpm: { type: "string" },
  keychain: { type: "string" },
} as const;

type StoreWords = { [Word in keyof typeof storeOptions]?: string | undefined };

/** The stores that these words name; `pcrs` belongs to `tcti`. */
export function storesIn({ "passphrase-file": file, tcti, pcrs, swtpm, keychain }: StoreWords): KeyStorage[] {
  return [
    ...(file === undefined ? [] : [{ kind: "passphrase", file } as const]),
    ...(tcti === undefined ? [] : [{ kind: "tpm", tcti, pcrs: pcrs ?? null } as const]),
    ...(swtpm === undefined ? [] : [{ kind: "swtpm", stateFolder: swtpm } as const]),
    ...(keychain === undefined ? [] : [{ kind: "keychain", service: keychain } as const]),
  ];
}
