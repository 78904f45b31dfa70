/** `code` is a runtimeError of Lighthouse, such as NO_NAVSTART. */
export class NoReport extends Error {
  override readonly name = "NoReport";

  constructor(code: string, message: string) {
    super(`Lighthouse gave no report (${code}). ${message}`);
  }
}

export async function withReport<T>(run: () => Promise<T>, timesLeft = 2): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NoReport) || timesLeft === 0) throw error;
    console.error(error.message);
    return withReport(run, timesLeft - 1);
  }
}
