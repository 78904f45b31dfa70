import { keychainBackend } from "@sallyport/secure-store/keychain-backend";
import { createKeychainStore } from "@sallyport/secure-store/keychain-store";
import { z } from "zod";
import type { KeyStore } from "./key-store.ts";

export const keychain: KeyStore<{ kind: "keychain"; service: string }> = {
  kind: "keychain",
  slotKind: "keychain",
  title: "the keychain of this session",
  backend: keychainBackend,
  fields: {
    service: {
      variable: "SECURE_STORE_KEYCHAIN_SERVICE",
      word: "keychain",
      placeholder: "SERVICE",
      means: "the name of the entries in the keychain",
      schema: z.string().min(1, "Give the name that entries have in the keychain.").default("sallyport"),
    },
  },
  open: ({ service }) => createKeychainStore({ service }),
  openOnTrial: () => createKeychainStore({ service: "sallyport-doctor" }),
  holder: {
    name: "a keychain",
    // A sealed value has the form `format.entry`.
    entryOf: (sealed) => sealed.slice(sealed.indexOf(".") + 1),
  },
};
