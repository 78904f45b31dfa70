import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { Trouble } from "../setup/trouble.mjs";

/** Either is there from the first start on. */
const marks = ["start.log", "demo-accounts.json"];

/**
 * Makes sure of a folder that nobody else reads and that holds nothing but what `npm start` keeps: with `isFresh` it is
 * emptied, and SALLYPORT_DATA may name any folder.
 *
 * @param {string} folder
 * @param {{ isFresh: boolean }} options
 */
export function prepareDataFolder(folder, { isFresh }) {
  const entries = existsSync(folder) ? readdirSync(folder) : [];
  if (entries.length > 0 && !marks.some((mark) => entries.includes(mark))) {
    throw new Trouble(
      `${folder} holds other things: let SALLYPORT_DATA name a folder that is empty or not there yet.`,
    );
  }
  if (isFresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
