import { startTrialTpm } from "@sallyport/secure-store/doctor";
import { swtpmBackend } from "@sallyport/secure-store/tpm/swtpm-backend";
import { startSwtpmStore } from "@sallyport/secure-store/tpm/swtpm-store";
import { z } from "zod";
import type { KeyStore } from "./key-store.ts";

export const swtpm: KeyStore<{ kind: "swtpm"; stateFolder: string }> = {
  kind: "swtpm",
  slotKind: "tpm",
  title: "a software TPM",
  backend: swtpmBackend,
  fields: {
    stateFolder: {
      variable: "SECURE_STORE_SWTPM_STATE",
      word: "swtpm",
      placeholder: "FOLDER",
      means: "the state folder of a software TPM that the server runs itself",
      schema: z.string().min(1, "Name the folder for the state of the software TPM."),
    },
  },
  instead:
    "Leave out SECURE_STORE_TCTI and SECURE_STORE_PCRS with a software TPM that this server runs itself.",
  open: ({ stateFolder }) => startSwtpmStore({ stateFolder }),
  openOnTrial: startTrialTpm,
};
