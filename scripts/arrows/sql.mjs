import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const server = "apps/server/src";

const mayHoldSql = /\.(repository|test|fixture)\.ts$|^database\//;
const isSql =
  /\.(selectFrom|selectNoFrom|insertInto|replaceInto|mergeInto|updateTable|deleteFrom)\(|\bsql(<[^`]*>)?`/;

/**
 * Finds SQL outside of `*.repository.ts`, `database/`, tests and fixtures.
 *
 * @param {string} folder the root of the repository
 * @returns {string[]} each as path:line
 */
export function straySql(folder) {
  return readdirSync(join(folder, server), { recursive: true })
    .map((path) => String(path).split(sep).join("/"))
    .filter((path) => path.endsWith(".ts") && !mayHoldSql.test(path))
    .flatMap((path) => {
      const lines = readFileSync(join(folder, server, path), "utf8").split("\n");
      return lines.flatMap((line, index) => (isSql.test(line) ? [`${server}/${path}:${index + 1}`] : []));
    });
}
