import { root } from "../setup/places.mjs";

/**
 * A failure is a text: the name of the test, with the reason below.
 *
 * @typedef {{ passed: number, failures: readonly string[] }} Outcome
 */

/**
 * A file that can't be loaded is one failure.
 *
 * @param {{ numPassedTests: number, testResults: { name: string, status: string, message: string,
 * assertionResults: { status: string, fullName: string, failureMessages: string[] | null }[] }[] }} report
 * @returns {Outcome}
 */
export function readVitest({ numPassedTests, testResults }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(root, "");
    if (status === "failed" && assertionResults.length === 0) return [failure(file, message)];
    return assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => failure(`${file}: ${test.fullName}`, test.failureMessages?.[0]));
  });
  return { passed: numPassedTests, failures };
}

/**
 * A test that passed only on a retry is a failure. An error outside of all tests is also a failure.
 *
 * @param {{ stats: { expected: number }, errors: PlaywrightError[], suites: PlaywrightSuite[] }} report
 * @returns {Outcome}
 *
 * @typedef {{ message?: string }} PlaywrightError
 * @typedef {{ status: string, projectName: string, results: { error?: PlaywrightError }[] }} PlaywrightTest
 * @typedef {{ file: string, specs: { title: string, tests: PlaywrightTest[] }[], suites?: PlaywrightSuite[] }}
 * PlaywrightSuite
 */
export function readPlaywright({ stats, errors, suites }) {
  const outside = errors.map(({ message }) => failure("outside of all stories", message));
  return { passed: stats.expected, failures: [...suites.flatMap(failuresIn), ...outside] };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresIn({ file, specs, suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) =>
        failure(`${file} [${projectName}]: ${title}`, results.find(({ error }) => error)?.error?.message),
      ),
  );
  return [...own, ...suites.flatMap(failuresIn)];
}

/**
 * A missing report (`null`) is a failure. If no test failed, but the step ended with an error or ran no test,
 * the step itself is a failure.
 *
 * @param {{ script: string, exitCode: number, outcomes: readonly (Outcome | null)[] }} step
 * @returns {Outcome}
 */
export function readStep({ script, exitCode, outcomes }) {
  const step = `npm run ${script}`;
  const { passed, failures } = sum(
    outcomes.map((outcome) => outcome ?? { passed: 0, failures: [failure(step, "A report is missing.")] }),
  );
  if (failures.length > 0) return { passed, failures };
  if (exitCode !== 0) return { passed, failures: [failure(step, `It ended with code ${exitCode}.`)] };
  if (passed === 0) return { passed, failures: [failure(step, "It ran no test.")] };
  return { passed, failures };
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export function sum(outcomes) {
  return {
    passed: outcomes.reduce((all, { passed }) => all + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** @param {Outcome} outcome */
export function countLine({ passed, failures }) {
  return `${passed} passed, ${failures.length} failed`;
}

const linesOfReason = 12;

/**
 * @param {string} title
 * @param {string | null} [reason]
 */
function failure(title, reason) {
  const lines = (reason ?? "").split("\n").filter((line) => line.trim() !== "");
  return [title, ...lines.slice(0, linesOfReason).map((line) => `    ${line}`)].join("\n");
}
