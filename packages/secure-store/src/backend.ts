import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { ErrorCode } from "./secure-store.ts";

/** What is known of a kind of store before one is opened: what it needs, and what to do if it refuses. Plain data. */
export interface Backend {
  /** Unique. A TPM is either a chip, `tpm`, or a program, `swtpm`; the slots of both are of the kind `tpm`. */
  readonly name: string;
  /** As in a `Probe`, for a store that can't even be opened. */
  readonly durable: boolean;
  /** As in a `Probe`, for a store that can't even be opened. */
  readonly hardware: boolean;
  /** The programs that it runs or talks to on Linux, each with the package of Debian and Ubuntu that brings it. */
  readonly programs: Readonly<Record<string, string>>;
  /** True if it works as soon as its programs are installed; others need a chip or a service as well. */
  readonly needsOnlyPrograms?: boolean;
  /** For a backend that works on Linux only: what to say elsewhere. */
  readonly elsewhere?: string;
  /** What to do about a refusal, as sentences, if it isn't the same for every backend. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** Which of a backend's programs are not in the search path. */
export async function missingPrograms({ programs }: Backend): Promise<string[]> {
  const names = Object.keys(programs);
  const areInstalled = await Promise.all(names.map(isInstalled));
  return names.filter((_, n) => !areInstalled[n]);
}

/** The Debian packages that bring these programs, sorted. */
export function debianPackages({ programs }: Backend, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => programs[name] ?? []))].toSorted();
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
