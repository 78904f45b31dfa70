import type { Backend } from "./backend.ts";

/** The backend that reads a passphrase from a file. */
export const passphraseBackend: Backend = {
  name: "passphrase",
  durable: true,
  hardware: false,
  programs: {},
  advice: {
    "not-found": "Make the file, or name the one that the service manager hands over.",
    permission: "Let the account that runs this program read the file, and no other.",
    corrupt: "Put at least 16 characters in it, and at most 1024.",
  },
};
