import { type Backend, howToInstall } from "./backend.ts";
import type { ErrorCode } from "./secure-store.ts";

const inUse = "Another program is using it, or what one left behind is in the way: try again.";

const byCode: Record<ErrorCode, string> = {
  unavailable: "Start it, then try again.",
  permission: "Let the account that runs this program use it.",
  busy: inUse,
  lockout: "Wait until it lets go by itself, or reset the lockout.",
  "auth-failed": "Give it the passphrase or authorisation that it was set up with.",
  "policy-failed": "Use the recovery slot, then add this one again.",
  "wrong-device": "Use another slot.",
  corrupt: "Restore what was stored from a backup.",
  "no-space": "Make room where it keeps its files.",
  "not-found": "Name a place that exists.",
  locked: "Unlock it.",
  unsupported: "Change the setting that names it.",
  timeout: "It does not answer: see whether it is overloaded, or waits for an answer to a prompt.",
  internal: "This is not known here: look at the log of the program behind it.",
};

const byBackend: Record<Backend, Partial<Record<ErrorCode, string>>> = {
  tpm: {
    unavailable:
      "A machine's TPM shows as /dev/tpmrm0. If there is no such file, switch the TPM on in the firmware settings, or " +
      "give the virtual machine a virtual one. Without one, use another backend.",
    permission:
      "Add the account that runs this program to the group of /dev/tpmrm0, on Debian and Ubuntu with " +
      "`sudo usermod -aG tss ACCOUNT`, and let it sign in again.",
    "auth-failed": "Its owner hierarchy has a password, which is not supported: name another backend.",
    busy: `${inUse} Use /dev/tpmrm0, which several programs can share, rather than /dev/tpm0.`,
  },
  swtpm: {
    unavailable: "If its state is damaged, restore the state folder from a backup, or use another slot.",
    permission: "Let the account that runs this program use its state folder, and no other.",
    busy: "Stop the program that uses its state folder, or name another folder. Leave the files in it alone.",
  },
  keychain: {
    "not-found":
      "Make a default keyring: on a desktop with “Passwords and Keys”. On a server, start " +
      "`gnome-keyring-daemon --unlock` with a password, which makes one.",
    unavailable:
      "Run the program in a desktop session. On a Linux server, give it a session of its own: " +
      "`dbus-run-session -- sh -c 'gnome-keyring-daemon --unlock --components=secrets <PASSWORD_FILE >/dev/null && exec PROGRAM'`.",
    locked:
      "Unlock it: sign in to the desktop, or on a server give `gnome-keyring-daemon --unlock` the password " +
      "that the keyring was made with.",
    timeout: "If it shows a prompt, answer it. Otherwise its daemon hangs: restart it.",
  },
  passphrase: {
    "not-found": "Make the file, or name the one that the service manager hands over.",
    permission: "Let the account that runs this program read the file, and no other.",
    corrupt: "Put at least 16 characters in it, and at most 1024.",
  },
  memory: {},
};

export interface Refusal {
  readonly backend: Backend;
  /** Undefined where nothing was refused. */
  readonly why: ErrorCode | undefined;
  /** The Debian packages that are missing. */
  readonly packages: readonly string[];
  readonly platform: NodeJS.Platform;
}

/** What to do about a backend that refused, in sentences. */
export function adviceOn({ backend, why, packages, platform }: Refusal): string | undefined {
  if (why === undefined) return undefined;
  const isTpm = backend === "tpm" || backend === "swtpm";
  if (isTpm && platform !== "linux") return "TPMs are used through programs for Linux: name another backend.";
  const next = byBackend[backend][why] ?? byCode[why];
  if (packages.length === 0) return next;
  // A software TPM needs nothing but its programs; the others need a chip or a service as well.
  return backend === "swtpm" ? howToInstall(packages) : `${howToInstall(packages)} ${next}`;
}
