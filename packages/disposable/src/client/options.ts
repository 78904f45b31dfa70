import type { Seed } from "../seed/schema.ts";

export interface SallyportOptions {
  /** An object, or the path of a file. By default there are no users and no applications. */
  seed?: Seed | string;
  /** By default any free port. */
  port?: number;
  /** By default `http://localhost:PORT`. Any `http://NAME.localhost:PORT` is possible. */
  issuer?: string;
  /** What its clock shows at the start. From there, it runs. By default the machine's time. */
  now?: Date | number;
  /** What it writes on stderr. By default `error`. */
  logLevel?: "silent" | "error" | "warn" | "info";
}

function word(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

/** The words of the program for these options. */
export function wordsOf({ seed, port, issuer, now, logLevel }: SallyportOptions): string[] {
  return [
    ...word("--seed", typeof seed === "object" ? "-" : seed),
    ...word("--port", port?.toString()),
    ...word("--issuer", issuer),
    ...word("--now", now === undefined ? undefined : new Date(now).toISOString()),
    ...word("--log-level", logLevel),
  ];
}
