import { plain, rowsOf, table, unescaped } from "./markdown.mjs";
import { isFilledIn } from "./results.mjs";

/**
 * If no test failed, `title` is null and `message` says why.
 *
 * @typedef {{ attack: string, defence: string, title: string | null, message: string }} Finding
 */

const heads = ["", "Switched off", "Test", "It said"];
const noTest = "**none failed**";

/** @param {readonly Finding[]} findings */
export function seenToFailDocument(findings) {
  const rows = findings
    .toSorted((one, other) => one.attack.localeCompare(other.attack))
    .map(({ attack, defence, title, message }) => [
      attack,
      defence,
      title === null ? noTest : plain(title),
      plain(message),
    ]);
  return `# Seen to fail

Written by \`npm run release-checks -- proof\`: each line of defence was switched off in a copy of the tree, and the test of
the attack that it holds back failed. A comment marks each in the sources (\`// defence: AT-34\`), and
\`scripts/evidence/defences/\` says what switches it off. \`npm run check\` fails when a marker or a row here is missing, when a
row's test is gone, and when an attack that applies has no row.

${table(heads, rows)}
`;
}

/**
 * @param {string} document
 * @returns {Finding[]}
 */
export function findingsIn(document) {
  return rowsOf(document, heads).map(([attack = "", defence = "", title = "", message = ""]) => ({
    attack,
    defence,
    title: title === noTest ? null : unescaped(title),
    message: unescaped(message),
  }));
}

/**
 * Compares seen-to-fail.md with the tests and defences in the sources.
 *
 * @param {import("./facts.mjs").Facts} facts
 * @param {readonly import("./tagged-tests.mjs").TaggedTest[]} tests
 * @param {readonly import("./defences.mjs").Defence[]} defences
 * @param {string} document
 * @returns {string[]}
 */
export function troubleWithSeen({ attacks }, tests, defences, document) {
  const findings = findingsIn(document);
  const due = defences.flatMap(({ attacks: ids, defence }) => ids.map((attack) => ({ attack, defence })));
  const isTest = (/** @type {Finding} */ { attack, title }) =>
    tests.some((test) => test.attacks.includes(attack) && isFilledIn(test.title, title ?? ""));
  return [
    ...due
      .filter((pair) => !findings.some(isSame(pair)))
      .map(
        ({ attack, defence }) =>
          `${attack} was not seen to fail without: ${defence} (npm run release-checks -- proof ${attack})`,
      ),
    ...findings
      .filter((finding) => !due.some(isSame(finding)))
      .map(({ attack, defence }) => `seen-to-fail.md has a defence that is gone: ${attack} ${defence}`),
    ...findings
      .filter(({ title }) => title === null)
      .map(({ attack, defence, message }) => `${attack}, without its defence (${defence}): ${message}`),
    ...findings
      .filter((finding) => finding.title !== null && !isTest(finding))
      .map(({ attack, title }) => `seen-to-fail.md names a test of ${attack} that is gone: ${title}`),
    ...attacks
      .filter(
        ({ id, notApplicable }) => notApplicable === undefined && !due.some(({ attack }) => attack === id),
      )
      .map(({ id }) => `${id} has no defence in scripts/evidence/defences, so its test was not seen to fail`),
  ];
}

/**
 * @typedef {{ attack: string, defence: string }} Pair
 * @param {Pair} one
 * @returns {(other: Pair) => boolean}
 */
export function isSame(one) {
  return ({ attack, defence }) => one.attack === attack && one.defence === defence;
}
