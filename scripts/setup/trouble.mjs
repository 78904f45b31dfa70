/** A problem that the user can fix. It is printed as a sentence, without a stack trace. */
export class Trouble extends Error {}

/**
 * Runs an npm command, and prints the message of a `Trouble`.
 *
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  // Ignores output errors, because the command must still clean up after the terminal is closed.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
