import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { runQuietly } from "../setup/commands.mjs";
import { copyOfTree } from "./copy-of-tree.mjs";
import { defences } from "./defences.mjs";
import { markersIn, markersOf } from "./markers.mjs";
import { fromVitest } from "./results.mjs";
import { findingsIn, isSame, seenToFailDocument } from "./seen-to-fail.mjs";
import { switchedOff } from "./switch-off.mjs";

/**
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 * @typedef {import("./defences.mjs").Defence} Defence
 * @typedef {import("./seen-to-fail.mjs").Finding} Finding
 */

/**
 * Switches off one defence after another in a copy of the tree. A defence is proven if each of its attacks
 * has a failing test.
 *
 * @param {string} root
 * @param {readonly TaggedTest[]} named
 * @param {{ only: readonly string[] }} options
 * @returns {Promise<number>}
 */
export async function proveDefences(root, named, { only }) {
  const isAsked = (/** @type {string} */ id) => only.length === 0 || only.includes(id);
  const chosen = defences.filter(({ attacks }) => attacks.some(isAsked));
  const copy = mkdtempSync(join(tmpdir(), "sallyport-attacks-"));
  /** @type {Finding[]} */
  const findings = [];
  try {
    copyOfTree(root, copy);
    // A test can prove something only if the test passes while all defences are on.
    const about = only.length === 0 ? [] : chosen.flatMap(({ attacks }) => attacks);
    const sound = (await runTests(copy, named, about)).filter(({ outcome }) => outcome === "passed");
    const passed = new Set(sound.map(({ file, title }) => `${file} ${title}`));
    for (const defence of chosen) {
      const found = await prove(copy, named, defence, passed);
      findings.push(...found);
      for (const finding of found) console.log(sentenceOf(finding));
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  const known = new Set(findings.map(({ attack }) => attack));
  const unproven = [...new Set(named.flatMap(({ attacks }) => attacks))]
    .filter(isAsked)
    .filter((id) => !known.has(id));
  for (const id of unproven)
    console.log(`${id}: no defence of it is known here, so its test was not seen to fail`);
  write(root, findings, isAsked);
  return findings.some(({ title }) => title === null) || unproven.length > 0 ? 1 : 0;
}

/**
 * @param {string} root
 * @param {readonly Finding[]} findings
 * @param {(attack: string) => boolean} isAsked
 */
function write(root, findings, isAsked) {
  const path = join(root, "docs/security/seen-to-fail.md");
  const kept = findingsIn(readFileSync(path, "utf8")).filter(
    (finding) => !isAsked(finding.attack) && !findings.some(isSame(finding)),
  );
  writeFileSync(path, seenToFailDocument([...kept, ...findings]));
}

/**
 * @param {string} copy
 * @param {readonly TaggedTest[]} named
 * @param {Defence} given
 * @param {ReadonlySet<string>} passed
 * @returns {Promise<Finding[]>}
 */
async function prove(copy, named, given, passed) {
  const { attacks, defence } = given;
  /** @type {Map<string, string>} */
  const before = new Map();
  try {
    const misfit = switchOff(copy, given, before);
    if (misfit !== undefined)
      return attacks.map((attack) => ({ attack, defence, title: null, message: misfit }));
    const results = await runTests(copy, named, attacks);
    const failed = results.filter(
      ({ file, title, outcome, message }) =>
        outcome === "failed" && passed.has(`${file} ${title}`) && !/timed out/.test(message),
    );
    return attacks.map((attack) => {
      const result = failed.find(({ tags }) => tags.includes(attack));
      return result
        ? { attack, defence, title: result.title, message: inOneLine(result.message) }
        : { attack, defence, title: null, message: "its tests stay green" };
    });
  } finally {
    for (const [path, source] of before) writeFileSync(path, source);
  }
}

/**
 * @param {string} copy
 * @param {Defence} defence
 * @param {Map<string, string>} before
 * @returns {string | undefined}
 */
function switchOff(copy, { off }, before) {
  const files = new Map(markersIn(copy).map(({ name, file }) => [name, file]));
  for (const [name, change] of Object.entries(off)) {
    const file = files.get(name) ?? "";
    const path = join(copy, file);
    const source = file && readFileSync(path, "utf8");
    const marker = markersOf(file, source).find((each) => each.name === name);
    const changed = marker ? switchedOff(source, marker.end, change) : source;
    if (changed === source) return `nothing changed at // defence: ${name}`;
    if (!before.has(path)) before.set(path, source);
    writeFileSync(path, changed);
  }
  return undefined;
}

/**
 * @param {string} copy
 * @param {readonly TaggedTest[]} named
 * @param {readonly string[]} attacks
 */
async function runTests(copy, named, attacks) {
  const files = new Set(
    named
      .filter((test) => attacks.length === 0 || test.attacks.some((id) => attacks.includes(id)))
      .map(({ file }) => file)
      .filter((file) => /(?<!\.daemon)\.test\.\w+$/.test(file)),
  );
  const report = join(copy, "test-results/attacks.json");
  rmSync(report, { force: true });
  // The limits are long, because a test that times out on a busy machine proves nothing.
  const patience = ["--testTimeout=180000", "--hookTimeout=180000"];
  const reporting = ["--reporter=json", `--outputFile.json=${report}`];
  const tags = attacks.length === 0 ? "AT-*" : attacks.join(" || ");
  await runQuietly("vitest", ["run", ...files, "--tags-filter", tags, ...patience, ...reporting], copy);
  return fromVitest(JSON.parse(readFileSync(report, "utf8")), copy);
}

/** @param {string} message */
function inOneLine(message) {
  const [said = ""] = stripVTControlCharacters(message).split("\n    at ");
  const line = said
    .replace(/^\w*Error: /, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > 160 ? `${line.slice(0, 160)} …` : line;
}

/** @param {Finding} finding */
function sentenceOf({ attack, defence, title, message }) {
  return title === null
    ? `${attack}, without its defence (${defence}): ${message}`
    : `${attack} fails without its defence (${defence}): ${message}`;
}
