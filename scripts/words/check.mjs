import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bannedWordsIn } from "./find.mjs";

const prose = /\.(ts|tsx|mjs|cjs|js|css|html|md|json|yml|yaml)$/;

/** Texts that are not ours to change: quotations, lock files, and the list itself. Released migrations never change. */
const exempt = [/(^|\/)package-lock\.json$/, /^docs\/security\/requirements\.json$/, /^scripts\/words\//];

// The server, and the documents made from the titles of its tests, still have these; remove a word once it is gone there.
const leftInServer = new Set(["whoever", "whatever", "anew", "somebody", "nobody", "held off", "holds off"]);
const ofServer = /^apps\/server\/(src|lab)\/|^docs\/security\/(asvs|attacks|seen-to-fail|model|timing)\.md$/;

/**
 * Reads every text that git knows of, or would add, in a folder.
 *
 * @param {string} root
 * @returns {{ files: number, faults: string[] }} each fault with its file and line
 */
export function checkWords(root) {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\0")
    .filter((file) => prose.test(file) && !exempt.some((pattern) => pattern.test(file)))
    // A file that was removed but not yet staged.
    .filter((file) => existsSync(join(root, file)));
  const faults = files.flatMap((file) =>
    bannedWordsIn(readFileSync(join(root, file), "utf8"))
      .filter(({ word }) => !(ofServer.test(file) && leftInServer.has(word)))
      .map(({ line, word, plain }) => `${file}:${line}: “${word}”: write ${plain}`),
  );
  return { files: files.length, faults };
}
