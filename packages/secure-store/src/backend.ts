import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { ErrorCode } from "./secure-store.ts";

/** Describes a kind of store: what it needs, and what to do after its error codes. */
export interface Backend {
  /** A unique name, such as `tpm` for a chip and `swtpm` for a program. */
  readonly name: string;
  /** The value of `Probe.durable` if the store can't be opened. */
  readonly durable: boolean;
  /** The value of `Probe.hardware` if the store can't be opened. */
  readonly hardware: boolean;
  /** The needed programs on Linux, each with its Debian package. */
  readonly programs: Readonly<Record<string, string>>;
  /** True if the backend needs no chip and no service. */
  readonly needsOnlyPrograms?: boolean;
  /** The advice on systems other than Linux. Set only if the backend needs Linux. */
  readonly elsewhere?: string;
  /** The advice for each error code. For other codes, users get general advice. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>;
}

export async function missingPrograms({ programs }: Backend): Promise<string[]> {
  const names = Object.keys(programs);
  const areInstalled = await Promise.all(names.map(isInstalled));
  return names.filter((_, n) => !areInstalled[n]);
}

export function debianPackages({ programs }: Backend, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => programs[name] ?? []))].toSorted();
}

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
