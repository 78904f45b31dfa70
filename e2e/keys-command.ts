import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { KeyStore } from "./key-store.ts";

const main = fileURLToPath(import.meta.resolve("@sallyport/server/src/keys/command/main.ts"));
const run = promisify(execFile);

export interface KeysPlace {
  folder: string;
  keyStore: KeyStore;
  other?: KeyStore;
}

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
