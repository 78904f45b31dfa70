import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const server = "apps/server/src";

const mayHoldSql = /\.(repository|test|fixture)\.ts$|^database\//;
const isSql =
  /\.(selectFrom|selectNoFrom|insertInto|replaceInto|mergeInto|updateTable|deleteFrom)\(|\bsql(<[^`]*>)?`/;

const mayBeginTransactions = /\.(test|fixture)\.ts$|^database\//;
const beginsTransaction = /\.(transaction|startTransaction)\(/;

/**
 * @param {string} folder
 * @returns {string[]}
 */
export function straySql(folder) {
  return linesWith(isSql, folder, mayHoldSql);
}

/**
 * Finds transactions that begin outside of `database/`. Such a transaction has no scope (record 0042).
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function strayTransactions(folder) {
  return linesWith(beginsTransaction, folder, mayBeginTransactions);
}

/**
 * @param {RegExp} forbidden
 * @param {string} folder
 * @param {RegExp} allowedIn
 */
function linesWith(forbidden, folder, allowedIn) {
  return readdirSync(join(folder, server), { recursive: true })
    .map((path) => String(path).split(sep).join("/"))
    .filter((path) => path.endsWith(".ts") && !allowedIn.test(path))
    .flatMap((path) => {
      const lines = readFileSync(join(folder, server, path), "utf8").split("\n");
      return lines.flatMap((line, index) => (forbidden.test(line) ? [`${server}/${path}:${index + 1}`] : []));
    });
}
