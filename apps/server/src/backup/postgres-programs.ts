import { execFile } from "node:child_process";
import { accessSync, constants, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "../config/config-error.ts";
import { programVariables } from "../database/postgres/program-variables.ts";

type Program = "pg_dump" | "pg_restore";
type Environment = Readonly<Record<string, string | undefined>>;

/** pg_dump and pg_restore, which come with Postgres. */
export class PostgresPrograms {
  readonly #environment: Environment;
  readonly #usualFolders: () => string[];

  constructor(environment: Environment, usualFolders = foldersOfDebian) {
    this.#environment = environment;
    this.#usualFolders = usualFolders;
  }

  async run(program: Program, words: readonly string[], address?: string): Promise<string> {
    const env = { ...this.#environment, LC_ALL: "C", ...(address && programVariables(address)) };
    try {
      const options = { env, maxBuffer: 2 ** 26 };
      return (await promisify(execFile)(this.#pathOf(program), words, options)).stdout;
    } catch (error) {
      if (!(error instanceof Error && "stderr" in error)) throw error;
      throw new ProgramFailed(program, String(error.stderr), { cause: error });
    }
  }

  #pathOf(program: Program): string {
    const folders = (this.#environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
    const found = [...folders, ...this.#usualFolders()]
      .map((folder) => join(folder, program))
      .find(isExecutable);
    if (found !== undefined) return found;
    throw new ConfigError(
      `${program} is missing. Install the client programs of Postgres, for example with apt install postgresql-client, ` +
        "or add their folder to PATH.",
    );
  }
}

export class ProgramFailed extends ConfigError {
  readonly reason: string;

  constructor(program: Program, said: string, options: ErrorOptions) {
    const lines = said
      .trim()
      .split("\n")
      .map((line) => line.replace(/^\w+: (?:(?:error|detail|hint|warning): )?/, ""));
    const reason = lines.join("; ") || "it gave no reason";
    const advice = /server version mismatch/.test(said)
      ? " Install the client programs of the server's version."
      : "";
    super(`${program} failed: ${reason}.${advice}`, options);
    this.reason = reason;
  }
}

function foldersOfDebian(): string[] {
  return globSync("/usr/lib/postgresql/*/bin").toSorted((one, other) => versionIn(other) - versionIn(one));
}

function versionIn(folder: string): number {
  return Number(folder.split("/").at(-2));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
