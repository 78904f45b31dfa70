/** A problem that the user can fix. It is printed as one sentence, without a stack trace. */
export class Trouble extends Error {}

/**
 * Runs a command of this folder. Its number becomes the exit code, and a `Trouble` is printed.
 *
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  // A closed terminal must not stop the command before it has cleaned up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
