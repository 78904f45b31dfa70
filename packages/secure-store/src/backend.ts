import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** What can keep a key: the four kinds of store, of which a TPM is either a chip (`tpm`) or a program (`swtpm`). */
export type Backend = "tpm" | "swtpm" | "keychain" | "passphrase" | "memory";

/** The programs that a backend runs, or that it talks to, on Linux, and the packages of Debian and Ubuntu with them. */
const packagesOf: Record<Backend, Readonly<Record<string, string>>> = {
  tpm: { tpm2_createprimary: "tpm2-tools" },
  swtpm: {
    swtpm: "swtpm",
    swtpm_ioctl: "swtpm-tools",
    tpm2_createprimary: "tpm2-tools",
    flock: "util-linux",
    setpriv: "util-linux",
  },
  keychain: { "dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring" },
  passphrase: {},
  memory: {},
};

/** Which of a backend's programs are not in the search path. */
export async function missingPrograms(backend: Backend): Promise<string[]> {
  const programs = Object.keys(packagesOf[backend]);
  const areInstalled = await Promise.all(programs.map(isInstalled));
  return programs.filter((_, n) => !areInstalled[n]);
}

/** The Debian packages that bring these programs. */
export function debianPackages(backend: Backend, programs: readonly string[]): string[] {
  return [...new Set(programs.flatMap((program) => packagesOf[backend][program] ?? []))].toSorted();
}

/** How to install them, as a sentence. */
export function howToInstall(packages: readonly string[]): string {
  return `On Debian and Ubuntu: \`sudo apt-get install ${packages.join(" ")}\`.`;
}

async function isInstalled(program: string): Promise<boolean> {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const attempts = folders.map((folder) => access(join(folder, program), constants.X_OK));
  return Promise.any(attempts).then(
    () => true,
    () => false,
  );
}
