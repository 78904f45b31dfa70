import { chaptersOf } from "./chapters.mjs";
import { linkTo, testItems } from "./markdown.mjs";
import { exceptions, goals, summary } from "./requirements-summary.mjs";

/**
 * @typedef {import("./facts.mjs").Facts} Facts
 * @typedef {import("./facts.mjs").Requirement} Requirement
 * @typedef {import("./facts.mjs").Answer} Answer
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 * @typedef {"holds" | "deviates" | "open" | "does not apply"} Standing
 * @typedef {{ requirement: Requirement, answer: Answer, tests: TaggedTest[], standing: Standing }} Row
 */

/**
 * `troubles` lists mistakes in answers.json, such as a fulfilled requirement without a test.
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
    exceptions(rows),
    ...chaptersOf(rows).flatMap(({ heading, inIt }) => [
      `## ${heading}`,
      ...inIt.map((row) => section(facts, row)),
    ]),
  ].join("\n\n")}\n`;
  return { text, troubles: troublesIn(facts, rows) };
}

const introduction = `# Requirements, and the tests that hold them

Written by \`npm run evidence -- --write\` from [requirements.json](requirements.json), [answers.json](answers.json) and the
tags of the tests; \`npm run check\` fails when it is out of date. What *holds* does so only if at least one test names it.

Levels are those of OWASP ASVS 5.0.0. A star marks requirements of NIST SP 800-63B-4, the RFCs and WebAuthn Level 3, which
know no such levels: there the level is ours.`;

/**
 * @param {Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @param {Requirement} requirement
 * @returns {Row}
 */
function rowOf({ answers }, tests, requirement) {
  const answer = answers[requirement.id] ?? { how: "", open: "This row has no answer yet." };
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

/**
 * @param {Facts} facts
 * @param {Row} row
 */
function section({ records }, { requirement, answer, tests, standing }) {
  const { id, level, isOurs, source, requirement: sentence } = requirement;
  const record = answer.deviation === undefined ? undefined : records[answer.deviation];
  const code = (answer.code ?? []).map((path) => linkTo(path)).join(", ");
  const how = [
    answer.how,
    answer.open,
    answer.notApplicable,
    record && `Decided in [${answer.deviation}](../decisions/${record}).`,
    code && `Code: ${code}.`,
  ];
  return [
    `### ${id}`,
    `**${isOurs ? `${level}*` : level}, ${standing}.** ${sentence} *${source}*`,
    how.filter(Boolean).join(" "),
    testItems(tests),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/**
 * @param {Facts} facts
 * @param {readonly Row[]} rows
 */
function troublesIn({ answers, records, exists, requirements }, rows) {
  const known = new Set(requirements.map(({ id }) => id));
  const strange = Object.keys(answers).filter((id) => !known.has(id));
  return [
    ...strange.map((id) => `answers.json answers ${id}, which is not a requirement`),
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
