import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.ts";
import type { Environment } from "./environment.ts";

/** systemd and Docker provide passwords as files, so `NAME_FILE` also sets `NAME`. */
const secretSettings = ["SMTP_URL", "DATABASE_URL"] as const;

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
