import { table, testList } from "./markdown.mjs";

/**
 * @typedef {import("./facts.mjs").Facts} Facts
 * @typedef {import("./facts.mjs").Attack} Attack
 * @typedef {import("./tagged-tests.mjs").TaggedTest} TaggedTest
 */

const introduction = `# Attacks on others, as tests here

Written by \`npm run evidence -- --write\` from [attacks.json](attacks.json) and the tags of the tests.
\`npm run release-checks -- attacks\` runs them, and \`npm run release-checks -- proof\` switches each defence off and sees its
test fail: [seen to fail](seen-to-fail.md).
The numbers have gaps. *Title*: of the source, or of the one id that it follows, only a title or a release note was read. A
question mark follows an id that was not checked against its source.`;

/**
 * `troubles` lists mistakes, such as a test of an attack that doesn't apply to Sallyport.
 *
 * @param {Facts} facts
 * @param {readonly TaggedTest[]} tests
 * @returns {{ text: string, troubles: string[] }}
 */
export function attacksDocument({ attacks }, tests) {
  const testsOf = (/** @type {Attack} */ attack) => tests.filter((test) => test.attacks.includes(attack.id));
  const missing = attacks.filter(
    (attack) => attack.notApplicable === undefined && testsOf(attack).length === 0,
  );
  const sections = [...Map.groupBy(attacks, ({ threat }) => threat)].map(([threat, ofIt]) => {
    const rows = ofIt.map((attack) => [
      attack.id,
      sourceOf(attack),
      attack.wentWrong,
      attack.notApplicable ?? (testList(testsOf(attack)) || "**No test yet.**"),
    ]);
    return `## ${threat.replace(/^./, (letter) => letter.toUpperCase())}\n\n${table(["", "Source", "What went wrong", "Tests"], rows)}`;
  });
  const apply = attacks.filter(({ notApplicable }) => notApplicable === undefined).length;
  const summary = `${attacks.length} attacks. ${apply} of them apply to Sallyport, and ${apply - missing.length} have a test.${
    missing.length === 0 ? "" : ` Without a test: ${missing.map(({ id }) => id).join(", ")}.`
  }`;
  const troubles = attacks
    .filter(({ notApplicable }) => notApplicable !== undefined)
    .flatMap((attack) =>
      testsOf(attack).map(({ title }) => `${attack.id} is said not to apply, and a test names it: ${title}`),
    );
  return { text: `${[introduction, summary, ...sections].join("\n\n")}\n`, troubles };
}

/** @param {Attack} attack */
function sourceOf({ sources, unverified = [], titleOnly = [], product, evidence }) {
  if (sources.length === 0) return product;
  const marked = (/** @type {string} */ id) =>
    `${id}${unverified.includes(id) ? "?" : ""}${titleOnly.includes(id) ? " *title*" : ""}`;
  const ids = sources.map(marked).join(", ");
  return `${ids} (${product})${evidence === "title" ? " *title*" : ""}`;
}
