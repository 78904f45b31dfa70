import { linkTo, table, testList } from "./markdown.mjs";

/**
 * @typedef {import("./facts.mjs").Facts} Facts
 * @typedef {import("./facts.mjs").Requirement} Requirement
 * @typedef {import("./facts.mjs").Answer} Answer
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 * @typedef {"holds" | "deviates" | "open" | "does not apply"} Standing
 * @typedef {{ requirement: Requirement, answer: Answer, tests: TaggedTest[], standing: Standing }} Row
 */

const levels = /** @type {const} */ (["L1", "L2", "L3"]);
/** What is aimed at: every row of the first two levels holds or names its record, and this part of the third holds. */
const goalOfL3 = 0.8;

/**
 * docs/security/asvs.md, and what is claimed in it without ground.
 *
 * @param {Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @returns {{ text: string, troubles: string[] }}
 */
export function requirementsDocument(facts, tests) {
  const rows = facts.requirements.map((requirement) => rowOf(facts, tests, requirement));
  const text = `${[
    introduction,
    summary(rows),
    goals(rows),
    table(
      ["", "Level", "Requirement", "Stands", "How", "Tests"],
      rows.map((row) => cells(facts, row)),
    ),
  ].join("\n\n")}\n`;
  return { text, troubles: troublesIn(facts, rows) };
}

const introduction = `# Requirements, and the tests that hold them

Written by \`npm run evidence -- --write\` from [requirements.json](requirements.json), [answers.json](answers.json) and the
titles of the tests; \`npm run check\` fails when it is out of date. A row *holds* only if at least one test names it.

Levels are those of OWASP ASVS 5.0.0. A star marks requirements of NIST SP 800-63B-4, the RFCs and WebAuthn Level 3, which
know no such levels: there the level is ours.`;

/**
 * @param {Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @param {Requirement} requirement
 * @returns {Row}
 */
function rowOf({ answers }, tests, requirement) {
  const answer = answers[requirement.id] ?? { how: "", open: "Nobody has answered this row yet." };
  return {
    requirement,
    answer,
    tests: tests.filter(({ requirements }) => requirements.includes(requirement.id)),
    standing: standingOf(answer),
  };
}

/**
 * @param {Answer} answer
 * @returns {Standing}
 */
function standingOf({ notApplicable, deviation, open }) {
  if (notApplicable !== undefined) return "does not apply";
  if (open !== undefined) return "open";
  return deviation === undefined ? "holds" : "deviates";
}

/** @param {readonly Row[]} rows */
function summary(rows) {
  const count = (/** @type {string} */ level, /** @type {Standing} */ standing) =>
    rows.filter((row) => row.requirement.level === level && row.standing === standing).length;
  const lines = levels.map((level) => {
    const [holds, deviates, open] = [count(level, "holds"), count(level, "deviates"), count(level, "open")];
    const apply = holds + deviates + open;
    const share = `${Math.floor((holds / apply) * 100)} %`;
    return [level, apply, holds, share, deviates, open, count(level, "does not apply")].map(String);
  });
  return table(["Level", "Apply", "Hold", "Share", "Deviate, with a record", "Open", "Do not apply"], lines);
}

/** @param {readonly Row[]} rows */
function goals(rows) {
  const open = rows.filter(({ requirement, standing }) => requirement.level !== "L3" && standing === "open");
  const highest = rows.filter(
    ({ requirement, standing }) => requirement.level === "L3" && standing !== "does not apply",
  );
  const share = highest.filter(({ standing }) => standing === "holds").length / highest.length;
  const first =
    open.length === 0
      ? "Every row of L1 and L2 that applies holds, or names the record of its deviation."
      : `Of L1 and L2 are open: ${open.map(({ requirement }) => requirement.id).join(", ")}.`;
  const second =
    share >= goalOfL3
      ? `At least ${goalOfL3 * 100} % of L3 hold.`
      : `Fewer than ${goalOfL3 * 100} % of L3 hold.`;
  return `${first} ${second}`;
}

/**
 * @param {Facts} facts
 * @param {Row} row
 */
function cells({ records }, { requirement, answer, tests, standing }) {
  const { id, level, isOurs, source, requirement: sentence } = requirement;
  const record = answer.deviation === undefined ? undefined : records[answer.deviation];
  const how = [
    answer.how,
    answer.open,
    answer.notApplicable,
    record && `Decided in [${answer.deviation}](../decisions/${record}).`,
    (answer.code ?? []).map(linkTo).join(" "),
  ];
  return [
    id,
    isOurs ? `${level}*` : level,
    `${sentence} *${source}*`,
    standing,
    how.filter(Boolean).join(" "),
    testList(tests),
  ];
}

/**
 * @param {Facts} facts
 * @param {readonly Row[]} rows
 */
function troublesIn({ answers, records, exists, requirements }, rows) {
  const known = new Set(requirements.map(({ id }) => id));
  const strange = Object.keys(answers).filter((id) => !known.has(id));
  return [
    ...strange.map((id) => `answers.json answers ${id}, which nobody asked for`),
    ...rows.flatMap(({ requirement: { id }, answer, tests, standing }) => {
      const { deviation, open, notApplicable, code = [] } = answer;
      const excuses = [deviation, open, notApplicable].filter((excuse) => excuse !== undefined);
      return [
        ...(standing === "holds" && tests.length === 0
          ? [`${id} is said to hold, and no test names it`]
          : []),
        ...(standing === "holds" && answer.how === "" ? [`${id} is said to hold, and not how`] : []),
        ...(excuses.length > 1 ? [`${id} has more than one excuse`] : []),
        ...(excuses.includes("") ? [`${id} has an excuse without a reason`] : []),
        ...(deviation !== undefined && !records[deviation] ? [`${id} names no record: ${deviation}`] : []),
        ...code
          .filter((path) => !exists(path))
          .map((path) => `${id} names a file that is not there: ${path}`),
      ];
    }),
  ];
}
