import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { Visitor } from "@swc/core/Visitor.js";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { root } from "../setup/places.mjs";

/**
 * @typedef {import("dependency-cruiser").ICruiseResult} Cruised
 * @typedef {import("@swc/core").Statement} Statement
 * @typedef {import("@swc/core").VariableDeclarator} Declarator
 */

// The visitor of swc throws on `using` declarations, so this code visits them.
const { prototype } = Visitor;
const visitKnownStatement = Reflect.get(prototype, "visitStatement");
/** @type {(this: typeof prototype, statement: Statement) => Statement} */
prototype.visitStatement = function (statement) {
  const { type, decls } = /** @type {{ type: string, decls?: Declarator[] }} */ (statement);
  if (type !== "UsingDeclaration") return visitKnownStatement.call(this, statement);
  this.visitVariableDeclarators(decls ?? []);
  return statement;
};

const places = ["apps", "packages", "bench", "e2e", "scripts", "tools"];
const rules = join(root, "dependency-rules.cjs");

/**
 * @param {string} folder
 * @returns {Promise<Cruised>}
 */
export async function cruiseTree(folder) {
  const options = await extractOptions(rules);
  const { output } = await cruise(places, { ...options, baseDir: folder, validate: true });
  if (typeof output === "string") throw new Error("dependency-cruiser wrote a report instead of a result");
  return output;
}

/**
 * Finds source files that dependency-cruiser has not read. Forbidden imports in these files would stay
 * unnoticed.
 *
 * @param {string} folder
 * @param {Cruised} cruised
 */
export function unseen(folder, cruised) {
  const seen = new Set(cruised.modules.map(({ source }) => source));
  return places
    .flatMap((place) =>
      readdirSync(join(folder, place), { recursive: true }).map((path) => join(place, String(path))),
    )
    .map((path) => path.split(sep).join("/"))
    .filter((path) => /\.(tsx?|mjs|js)$/.test(path) && !/(^|\/)(node_modules|dist|test-results)\//.test(path))
    .filter((path) => !seen.has(path));
}
