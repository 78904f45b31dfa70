/**
 * @typedef {{ passed: number, failed: number }} Count
 */

/** @type {Count} */
const none = Object.freeze({ passed: 0, failed: 0 });

/**
 * In a report of `vitest --reporter=json`, a file that failed to load counts as one failure.
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
 * In a report of Playwright, a test that passed only on a retry counts as failed. An error outside of any test counts
 * too.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report
 * @returns {Count}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * A missing report (`null`) counts as one failure. A step that fails without a failed test counts as one failure too,
 * for example after a type error.
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
