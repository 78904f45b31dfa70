import { relative, sep } from "node:path";
import { inGroup } from "./tagged-tests.mjs";

/**
 * @typedef {import("./facts.mjs").Attack} Attack
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 * @typedef {{ file: string, title: string, tags: string[], outcome: "passed" | "failed", message: string }} Result of one test
 * @typedef {{ files: readonly string[], exitCode: number, results: readonly Result[] }} Run `files`: the files to run
 * @typedef {{ id: string, source: string, what: string, outcome: "passed" | "failed" | "missing" | "not run" | "does not apply" }} Line
 */

/**
 * @param {{ testResults: { name: string, message?: string, status?: string,
 *   assertionResults: { title: string, ancestorTitles?: string[], tags?: string[], status: string,
 *     failureMessages?: string[] }[] }[] }} report
 * @param {string} root
 * @returns {Result[]}
 */
export function fromVitest({ testResults }, root) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ title, ancestorTitles = [], tags = [], status, failureMessages = [] }) => ({
        file: relative(root, name).split(sep).join("/"),
        title: [...ancestorTitles, title].join(inGroup),
        tags,
        outcome: status === "passed" ? /** @type {const} */ ("passed") : /** @type {const} */ ("failed"),
        message: failureMessages[0] ?? "",
      })),
  );
}

/**
 * @typedef {{ title: string, file: string, ok: boolean }} Spec
 * @typedef {{ title?: string, specs?: Spec[], suites?: Suite[] }} Suite
 *
 * @param {{ suites: Suite[] }} report
 * @returns {Result[]}
 */
export function fromPlaywright({ suites }) {
  return suites.flatMap((suite) => storiesIn(suite, []));
}

/**
 * @param {Suite} suite
 * @param {readonly string[]} within
 * @returns {Result[]}
 */
function storiesIn({ specs = [], suites = [] }, within) {
  return [
    ...specs.map(({ title, file, ok }) => ({
      file: `e2e/${file}`,
      title: [...within, title].join(inGroup),
      tags: [],
      outcome: ok ? /** @type {const} */ ("passed") : /** @type {const} */ ("failed"),
      message: "",
    })),
    ...suites.flatMap((inner) => storiesIn(inner, [...within, inner.title ?? ""])),
  ];
}

/**
 * @param {readonly Attack[]} attacks
 * @param {readonly TaggedTest[]} tests
 * @param {readonly Pick<Run, "files" | "results">[]} runs
 * @returns {Line[]}
 */
export function verdicts(attacks, tests, runs) {
  return attacks.flatMap((attack) => linesOf(attack, tests, runs));
}

/**
 * @param {Attack} attack
 * @param {readonly TaggedTest[]} tests
 * @param {readonly Pick<Run, "files" | "results">[]} runs
 * @returns {Line[]}
 */
function linesOf({ id, sources, product, notApplicable }, tests, runs) {
  const source = sources[0] ?? "derived";
  const ofIt = tests.filter((test) => test.attacks.includes(id));
  if (notApplicable !== undefined) return [{ id, source, what: notApplicable, outcome: "does not apply" }];
  if (ofIt.length === 0) return [{ id, source, what: product, outcome: "missing" }];
  return ofIt.map((test) => ({ id, source, what: test.title, outcome: outcomeOf(test, runs) }));
}

/**
 * A parameterised test has one result for each row, and all of them must pass. A test without a result was not
 * run.
 *
 * @param {TaggedTest} test
 * @param {readonly Pick<Run, "files" | "results">[]} runs
 */
function outcomeOf({ file, title }, runs) {
  const ofIt = runs
    .flatMap(({ results }) => results)
    .filter((result) => result.file === file && isFilledIn(title, result.title));
  if (ofIt.length === 0) return runs.some(({ files }) => files.includes(file)) ? "failed" : "not run";
  return ofIt.every(({ outcome }) => outcome === "passed") ? "passed" : "failed";
}

/**
 * @param {string} title
 * @param {string} filled
 */
export function isFilledIn(title, filled) {
  const parts = title.split(/%[a-z]|\$[\w.]+/);
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return title === filled;
  let from = 0;
  for (const part of parts) {
    const found = filled.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return filled.startsWith(first) && filled.endsWith(last);
}

/** @param {Line} line */
export function lineOf({ id, source, what, outcome }) {
  return [id.padEnd(6), outcome.padEnd(15), source.padEnd(22), what].join(" ");
}
