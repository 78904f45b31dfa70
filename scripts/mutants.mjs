// `npm run mutants`: faults are planted one by one in what decides who comes in, and the tests must see nine of ten.
// One set alone: `npm run mutants -- rules`. What survived stands in test-results/mutants/<set>.html.
import { Stryker } from "@stryker-mutator/core";
import { run, Trouble } from "./setup/trouble.mjs";

const server = "apps/server/src";
const leastScore = 90;

/** What is mutated, and the tests that have to see it: a fault in a rule should not need the whole server to be found. */
const sets = {
  rules: {
    mutate: [`${server}/{sign-in,sessions,accounts,factors,security}/rules/*.ts`],
    tests: [`${server}/{sign-in,sessions,accounts,factors,security}/rules/*.test.ts`],
  },
  sessions: {
    mutate: [`${server}/sessions/*.ts`],
    tests: [`${server}/sessions/*.test.ts`],
  },
  codes: {
    mutate: [`${server}/factors/{guesses,totp,{factors,totp,wrong-codes,recovery-codes}.repository}.ts`],
    tests: [
      `${server}/factors/{guesses,totp,recovery-codes,{factors,totp,recovery-codes}.repository}.test.ts`,
    ],
  },
  passkeys: {
    mutate: [`${server}/factors/{passkey*,webauthn-challenges.repository}.ts`],
    tests: [`${server}/factors/passkey*.test.ts`, `${server}/sign-in/passkey*.test.ts`],
  },
};

await run(async () => {
  const scores = [];
  for (const name of chosenSets(process.argv.slice(2))) scores.push({ name, ...(await mutate(name)) });
  for (const { name, killed, all } of scores) {
    console.log(`${name}: ${killed} of ${all} seen, ${((100 * killed) / all).toFixed(1)} %`);
  }
  return scores.every(({ killed, all }) => 100 * killed >= leastScore * all) ? 0 : 1;
});

/** @param {readonly string[]} words */
function chosenSets(words) {
  const names = /** @type {(keyof typeof sets)[]} */ (Object.keys(sets));
  const unknown = words.find((word) => !names.some((name) => name === word));
  if (unknown !== undefined) throw new Trouble(`There is no set ${unknown}; there are ${names.join(", ")}.`);
  return names.filter((name) => words.length === 0 || words.includes(name));
}

/** @param {keyof typeof sets} name */
async function mutate(name) {
  const { mutate: files, tests } = sets[name];
  const results = `test-results/mutants/${name}`;
  process.env["MUTANTS_TESTS"] = tests.join(" ");
  const stryker = new Stryker({
    mutate: [...files, "!**/*.test.ts"],
    testRunner: "vitest",
    // Most tests reach what is mutated through the whole server, not by an import of their own.
    vitest: { configFile: "scripts/mutants/vitest.config.mjs", related: false },
    concurrency: 1,
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 30,
    incremental: true,
    incrementalFile: `${results}.incremental.json`,
    reporters: ["clear-text", "html"],
    clearTextReporter: { allowColor: false, reportTests: false },
    htmlReporter: { fileName: `${results}.html` },
    thresholds: { break: null },
    tempDirName: "test-results/mutants/sandbox",
    ignorePatterns: [
      "dist",
      "test-results",
      ".turbo",
      ".data",
      "/e2e",
      "/apps/portal",
      "/apps/authenticator-web",
    ],
  });
  const verdicts = (await stryker.runMutationTest()).map(({ status }) => status);
  const judged = verdicts.filter((status) => status !== "CompileError" && status !== "Ignored");
  const killed = judged.filter((status) => status === "Killed" || status === "Timeout");
  return { killed: killed.length, all: judged.length };
}
