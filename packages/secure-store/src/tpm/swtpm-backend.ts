import type { Backend } from "../backend.ts";
import { onlyOnLinux } from "./tpm-backend.ts";

/** A software TPM that this process starts. */
export const swtpmBackend: Backend = {
  name: "swtpm",
  durable: true,
  hardware: false,
  programs: {
    swtpm: "swtpm",
    swtpm_ioctl: "swtpm-tools",
    tpm2_createprimary: "tpm2-tools",
    flock: "util-linux",
    setpriv: "util-linux",
  },
  needsOnlyPrograms: true,
  elsewhere: onlyOnLinux,
  advice: {
    unavailable: "If its state is damaged, restore the state folder from a backup, or use another slot.",
    permission: "Let the account that runs this program use its state folder, and no other.",
    busy: "Stop the program that uses its state folder, or name another folder. Leave the files in it alone.",
  },
};
