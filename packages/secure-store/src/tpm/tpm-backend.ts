import { usedByAnother } from "../advice.ts";
import type { Backend } from "../backend.ts";

export const onlyOnLinux = "TPMs are used through programs for Linux: name another backend.";

/** A TPM chip in the machine, or the TPM of a virtual machine. */
export const tpmBackend: Backend = {
  name: "tpm",
  durable: true,
  hardware: true,
  programs: { tpm2_createprimary: "tpm2-tools" },
  elsewhere: onlyOnLinux,
  advice: {
    unavailable:
      "A machine's TPM shows as /dev/tpmrm0. If there is no such file, switch the TPM on in the firmware settings, or " +
      "give the virtual machine a virtual one. Without one, use another backend.",
    permission:
      "Add the account that runs this program to the group of /dev/tpmrm0, on Debian and Ubuntu with " +
      "`sudo usermod -aG tss ACCOUNT`, and let it sign in again.",
    "auth-failed": "Its owner hierarchy has a password, which is not supported: name another backend.",
    busy: `${usedByAnother} Use /dev/tpmrm0, which several programs can share, rather than /dev/tpm0.`,
  },
};
