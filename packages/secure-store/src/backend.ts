import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { ErrorCode } from "./secure-store.ts";

/**
 * What is known about a kind of store before it is opened: its requirements, and what to do if it refuses. Plain data.
 */
export interface Backend {
  /** Unique. `tpm` is a chip and `swtpm` is a program; the slots of both have the kind `tpm`. */
  readonly name: string;
  /** The same as in `Probe`, for a store that can't be opened. */
  readonly durable: boolean;
  /** The same as in `Probe`, for a store that can't be opened. */
  readonly hardware: boolean;
  /** The programs that it runs or connects to on Linux, each with its Debian and Ubuntu package. */
  readonly programs: Readonly<Record<string, string>>;
  /** True if it needs nothing but its programs; other backends also need a chip or a service. */
  readonly needsOnlyPrograms?: boolean;
  /** For a Linux-only backend: the message on other systems. */
  readonly elsewhere?: string;
  /** What to do about a refusal, as sentences. Only for codes whose advice differs from the other backends. */
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

/** A sentence that says how to install them. */
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
