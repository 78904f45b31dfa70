import { tpmBackend } from "@sallyport/secure-store/tpm/tpm-backend";
import { isPcrSelection } from "@sallyport/secure-store/tpm/tpm-blob";
import { createTpmStore } from "@sallyport/secure-store/tpm/tpm-store";
import { z } from "zod";
import type { KeyStore } from "./key-store.ts";

const usualTcti = "device:/dev/tpmrm0";

/** `tcti` is an address as in tpm2-tools. `pcrs` binds new keys to the state of the machine. */
export const tpm: KeyStore<{ kind: "tpm"; tcti: string; pcrs: string | null }> = {
  kind: "tpm",
  slotKind: "tpm",
  title: "this machine's TPM",
  backend: tpmBackend,
  fields: {
    tcti: {
      variable: "SECURE_STORE_TCTI",
      word: "tcti",
      placeholder: "TCTI",
      means: "how tpm2-tools reach the TPM",
      schema: z.string().min(1, `Give the address of a TPM, like ${usualTcti}.`).default(usualTcti),
    },
    pcrs: {
      variable: "SECURE_STORE_PCRS",
      word: "pcrs",
      placeholder: "SELECTION",
      means: "binds new keys to the machine's state, as in `sha256:7`; needs a passphrase slot as well",
      schema: z
        .string()
        .refine(isPcrSelection, "Give registers of one bank, like sha256:7 or sha256:0,7.")
        .nullable()
        .default(null),
    },
  },
  open: ({ tcti, pcrs }) => createTpmStore({ tcti, ...(pcrs === null ? {} : { pcrs }) }),
  openOnTrial: () => createTpmStore({ tcti: usualTcti }),
};
