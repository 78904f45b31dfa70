import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { Trouble } from "../setup/trouble.mjs";

const own = [
  /^start\.log$/,
  /^demo-accounts\.json(\.new)?$/,
  /^sallyport\.db(\.new)?(-wal|-shm|-journal)?$/,
  /^(inbox|tpm|passphrase)$/,
];

/**
 * Refuses a folder that contains foreign files, because `--fresh` deletes the folder. SALLYPORT_DATA can name
 * any folder.
 *
 * @param {string} folder
 * @param {{ isFresh: boolean }} options
 */
export function prepareDataFolder(folder, { isFresh }) {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  const foreign = entries.find((entry) => !own.some((name) => name.test(entry)));
  if (foreign !== undefined) {
    throw new Trouble(
      `${folder} holds other things, such as ${foreign}: let SALLYPORT_DATA name a folder that is empty or not there yet.`,
    );
  }
  if (isFresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
