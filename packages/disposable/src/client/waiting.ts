const longestRequestMs = 20_000;

/** The default is shorter than the 5 s after which an expectation of Playwright or Vitest gives up. */
export const usualTimeoutMs = 4_500;

/** Asks again until there is an answer. Each request waits at the server. */
export async function poll<Found>(
  timeoutMs: number,
  ask: (waitMs: number) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const left = Math.max(0, until - performance.now());
    const found = await ask(Math.ceil(Math.min(left, longestRequestMs)));
    if (found !== undefined || left === 0) return found;
  }
}
