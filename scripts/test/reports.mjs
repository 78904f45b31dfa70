/**
 * @typedef {{ passed: number, failed: number }} Count
 */

/** @type {Count} */
const none = Object.freeze({ passed: 0, failed: 0 });

/**
 * Counts a report of `vitest --reporter=json`. A file that failed to load is one failure.
 *
 * @param {{ numPassedTests: number, numFailedTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Count}
 */
export function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const unread = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unread.length };
}

/**
 * Counts a report of Playwright. A test that passed only on a retry is a failure. An error outside of all tests is a
 * failure too.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report
 * @returns {Count}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * A missing report (`null`) is one failure. A failed step without failed tests, for example after a type error, is one
 * failure too.
 *
 * @param {{ exitCode: number, counts: readonly (Count | null)[] }} step
 * @returns {Count}
 */
export function countStep({ exitCode, counts }) {
  const { passed, failed } = sum(counts.map((count) => count ?? { passed: 0, failed: 1 }));
  const wentWrong = exitCode !== 0 || passed + failed === 0;
  return { passed, failed: wentWrong ? Math.max(failed, 1) : failed };
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return counts.reduce(
    (all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }),
    none,
  );
}
