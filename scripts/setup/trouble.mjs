/** A problem that the user can fix, printed as a sentence without a stack trace. */
export class Trouble extends Error {}

/** @param {() => Promise<number>} command */
export async function run(command) {
  // After the terminal is closed, every output causes an error. These errors are ignored, so the command can
  // still clean up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
