import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {"L1" | "L2" | "L3"} Level
 * @typedef {{ id: string, level: Level, source: string, requirement: string, isOurs?: boolean }} Requirement
 * @typedef {{ id: string, threat: string, sources: string[], unverified?: string[], titleOnly?: string[], product: string,
 *   evidence: "read" | "title" | "derived", wentWrong: string, notApplicable?: string }} Attack
 * @typedef {{ how: string, code?: string[], deviation?: string, open?: string, notApplicable?: string }} Answer how a
 *   requirement is met. If it isn't met: `deviation` is the number of a decision record, `open` says what is missing, or
 *   `notApplicable` says why the requirement does not apply
 * @typedef {{ id: string, plan: string, notApplicable?: string }} Module a module of OpenID's conformance suite
 *
 * @typedef {object} Facts
 * @property {Requirement[]} requirements
 * @property {Attack[]} attacks
 * @property {Module[]} modules
 * @property {Record<string, Answer>} answers by the id of the requirement
 * @property {Record<string, string>} records file names of decision records, by number
 * @property {(path: string) => boolean} exists
 */

/**
 * @param {string} root
 * @returns {Facts}
 */
export function readFacts(root) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, "docs", name), "utf8"));
  const records = readdirSync(join(root, "docs/decisions")).filter((name) => /^\d{4}-/.test(name));
  return {
    requirements: read("security/requirements.json"),
    attacks: read("security/attacks.json"),
    modules: read("applications/conformance-modules.json"),
    answers: read("security/answers.json"),
    records: Object.fromEntries(records.map((name) => [name.slice(0, 4), name])),
    exists: (path) => existsSync(join(root, path)),
  };
}
