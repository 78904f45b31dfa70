/** A problem that the user can fix. It is printed as one sentence, without a stack trace. */
export class Trouble extends Error {}

/**
 * Runs an npm command. The command returns the exit code. If the command throws a `Trouble`, prints the message.
 *
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  // Ignores errors when writing output. Otherwise a closed terminal would stop the command before its clean-up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
