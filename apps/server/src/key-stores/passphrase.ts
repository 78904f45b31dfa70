import { passphraseBackend } from "@sallyport/secure-store/passphrase-backend";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { z } from "zod";
import type { KeyStore } from "./key-store.ts";

const nameIt = "Name the file that holds the passphrase, readable by this server alone.";

export const passphrase: KeyStore<{ kind: "passphrase"; file: string }> = {
  kind: "passphrase",
  slotKind: "passphrase",
  title: "a passphrase file",
  backend: passphraseBackend,
  fields: {
    file: {
      variable: "SECURE_STORE_PASSPHRASE_FILE",
      word: "passphrase-file",
      placeholder: "FILE",
      means: "the passphrase's file, readable by the server alone",
      schema: z.string(nameIt).min(1, nameIt),
    },
  },
  open: ({ file }) => createPassphraseStore({ file }),
};
