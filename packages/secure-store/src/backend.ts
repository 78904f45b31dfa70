import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { ErrorCode } from "./secure-store.ts";

/** Facts about a kind of store that are known before it is opened: what it needs, and what to do if it refuses. */
export interface Backend {
  /** A unique name. `tpm` is a chip and `swtpm` is a program, but the slots of both have the kind `tpm`. */
  readonly name: string;
  /** The value of `Probe.durable` if the store can't be opened. */
  readonly durable: boolean;
  /** The value of `Probe.hardware` if the store can't be opened. */
  readonly hardware: boolean;
  /** The programs that this backend runs or connects to on Linux, each with its Debian and Ubuntu package. */
  readonly programs: Readonly<Record<string, string>>;
  /** True if the backend needs only its programs. Other backends also need a chip or a service. */
  readonly needsOnlyPrograms?: boolean;
  /** For a backend that works only on Linux: the advice on other systems. */
  readonly elsewhere?: string;
  /** What to do about a refusal, by its code. All other codes have general advice. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>;
}

/** The programs of a backend that are not in the search path. */
export async function missingPrograms({ programs }: Backend): Promise<string[]> {
  const names = Object.keys(programs);
  const areInstalled = await Promise.all(names.map(isInstalled));
  return names.filter((_, n) => !areInstalled[n]);
}

/** The Debian packages that contain these programs, sorted. */
export function debianPackages({ programs }: Backend, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => programs[name] ?? []))].toSorted();
}

/** A sentence that says how to install these packages. */
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
