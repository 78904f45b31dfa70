import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";
import type { Environment } from "./environment.ts";

/** Settings that can contain a password. systemd and Docker hand passwords over as files, so `NAME_FILE` names one. */
const secretSettings = ["SMTP_URL", "DATABASE_URL"] as const;

/** The environment, in which each `NAME_FILE` of a secret setting is replaced by `NAME` with the content of that file. */
export function withSecretsOfFiles(environment: Environment): Environment {
  const read = { ...environment };
  for (const name of secretSettings) {
    const file = environment[`${name}_FILE`];
    if (file === undefined) continue;
    if (environment[name] !== undefined) {
      throw new ConfigError(`${name}_FILE: Set ${name}_FILE or ${name}, not both.`);
    }
    read[name] = contentOf(file, name);
  }
  return read;
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown reason";
    throw new ConfigError(`${name}_FILE: ${file} can't be read (${why}).`, { cause });
  }
}
