import { join } from "node:path";
import { isPcrSelection } from "@sallyport/secure-store/tpm/tpm-blob";
import { z } from "zod";

/** Where a key is kept. */
export type KeyStorage =
  | { kind: "memory" }
  | { kind: "passphrase"; file: string }
  | { kind: "keychain"; service: string }
  /** A TPM under the address (TCTI) that tpm2-tools reach it by; `pcrs` binds new keys to the machine's state. */
  | { kind: "tpm"; tcti: string; pcrs: string | null }
  /** A software TPM that this server runs itself, with its state in a folder. */
  | { kind: "swtpm"; stateFolder: string };

/** In a folder of its own, which git does not see and `main.ts` makes. Any other has to be there already. */
export const defaultDatabase = join(import.meta.dirname, "../../../../.serve/sallyport.db");

export const keyStorageSettings = {
  DATABASE: z.string().min(1, "Name a file.").default(defaultDatabase),
  SECURE_STORE: z.enum(["tpm", "keychain", "passphrase", "memory"], {
    error:
      "Name what keeps the key: tpm, keychain, passphrase, or memory for an in-memory database. There is no default.",
  }),
  SECURE_STORE_TCTI: z.string().min(1).optional(),
  SECURE_STORE_SWTPM_STATE: z.string().min(1).optional(),
  SECURE_STORE_PCRS: z
    .string()
    .refine(isPcrSelection, "Give registers of one bank, like sha256:7 or sha256:0,7.")
    .optional(),
  SECURE_STORE_PASSPHRASE_FILE: z.string().optional(),
  SECURE_STORE_KEYCHAIN_SERVICE: z.string().min(1).optional(),
  SECURE_STORE_KEY_DAYS: z.coerce
    .number({ error: "Give the number of days after which a new key is made, like 365." })
    .int("Give whole days.")
    .min(1, "Give 1 day or more.")
    .max(3650, "Give 3650 days or fewer: a key must have an end.")
    .default(365),
} as const;

type KeyStorageSettings = z.output<z.ZodObject<typeof keyStorageSettings>>;

/** Which store each of these is a setting of. With another store it would do nothing, and nobody would notice. */
const ofStore = {
  SECURE_STORE_TCTI: "tpm",
  SECURE_STORE_SWTPM_STATE: "tpm",
  SECURE_STORE_PCRS: "tpm",
  SECURE_STORE_PASSPHRASE_FILE: "passphrase",
  SECURE_STORE_KEYCHAIN_SERVICE: "keychain",
} as const;
const settingsOfStores = Object.keys(ofStore) as (keyof typeof ofStore)[];

/** What can't work together, each with the variable to change and a sentence. */
export function keyStorageTrouble(data: KeyStorageSettings): [variable: string, sentence: string][] {
  const trouble: [string, string][] = settingsOfStores
    .filter((variable) => data[variable] && ofStore[variable] !== data.SECURE_STORE)
    .map((variable) => [
      variable,
      `Leave it out: it says something only with SECURE_STORE=${ofStore[variable]}.`,
    ]);
  if (data.SECURE_STORE === "passphrase" && !data.SECURE_STORE_PASSPHRASE_FILE) {
    trouble.push([
      "SECURE_STORE_PASSPHRASE_FILE",
      "Name the file that holds the passphrase, readable by this server alone.",
    ]);
  }
  if (data.SECURE_STORE === "memory" && data.DATABASE !== ":memory:") {
    trouble.push([
      "SECURE_STORE",
      "memory forgets its key at every stop; it goes only with DATABASE=:memory:.",
    ]);
  }
  if (data.SECURE_STORE !== "memory" && data.DATABASE === ":memory:") {
    trouble.push(["DATABASE", "An in-memory database goes only with SECURE_STORE=memory."]);
  }
  if (data.SECURE_STORE_SWTPM_STATE && (data.SECURE_STORE_TCTI || data.SECURE_STORE_PCRS)) {
    trouble.push([
      "SECURE_STORE_SWTPM_STATE",
      "Leave out SECURE_STORE_TCTI and SECURE_STORE_PCRS with a software TPM that this server runs itself.",
    ]);
  }
  return trouble;
}

export function keyStorageOf(data: KeyStorageSettings): KeyStorage {
  switch (data.SECURE_STORE) {
    case "memory":
      return { kind: "memory" };
    case "passphrase":
      return { kind: "passphrase", file: data.SECURE_STORE_PASSPHRASE_FILE ?? "" };
    case "keychain":
      return { kind: "keychain", service: data.SECURE_STORE_KEYCHAIN_SERVICE ?? "sallyport" };
    case "tpm":
      if (data.SECURE_STORE_SWTPM_STATE) {
        return { kind: "swtpm", stateFolder: data.SECURE_STORE_SWTPM_STATE };
      }
      return {
        kind: "tpm",
        tcti: data.SECURE_STORE_TCTI ?? "device:/dev/tpmrm0",
        pcrs: data.SECURE_STORE_PCRS ?? null,
      };
  }
}
