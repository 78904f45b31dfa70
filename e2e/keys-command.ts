import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { KeyStore } from "./key-store.ts";

const main = fileURLToPath(import.meta.resolve("@sallyport/server/src/keys/command/main.ts"));
const run = promisify(execFile);

/** The input of `npm run keys`: the database in a folder, and its key stores. */
export interface KeysPlace {
  folder: string;
  /** For the settings. */
  keyStore: KeyStore;
  /** For the command line. */
  other?: KeyStore;
}

/** Runs `npm run keys -- WORDS --json` beside the server, and returns its output. */
export async function keysCommand(
  { folder, keyStore, other }: KeysPlace,
  ...words: string[]
): Promise<unknown> {
  const env = {
    PATH: process.env["PATH"],
    DATABASE: join(folder, "sallyport.db"),
    ...keyStore.settings,
    ...other?.env,
    ...keyStore.env,
  };
  const { stdout } = await run(process.execPath, [main, ...words, "--json"], { env });
  return JSON.parse(stdout);
}
