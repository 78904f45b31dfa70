import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bannedWordsIn } from "./find.mjs";

const prose = /\.(ts|tsx|mjs|cjs|js|css|html|md|json|yml|yaml)$/;

/**
 * These files aren't checked: the lockfile, which npm writes; released migrations, which never change; and this
 * folder, which lists the banned words.
 */
const exempt = [
  /(^|\/)package-lock\.json$/,
  /^apps\/server\/src\/database\/migrations\/\d+-/,
  /^scripts\/words\//,
];

/**
 * @param {string} root
 * @returns {{ files: number, faults: string[] }}
 */
export function checkWords(root) {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\0")
    .filter((file) => prose.test(file) && !exempt.some((pattern) => pattern.test(file)))
    // A deleted file is still listed until the deletion is staged.
    .filter((file) => existsSync(join(root, file)));
  const faults = files.flatMap((file) =>
    bannedWordsIn(readFileSync(join(root, file), "utf8")).map(
      ({ line, word, plain }) => `${file}:${line}: “${word}”: write ${plain}`,
    ),
  );
  return { files: files.length, faults };
}
