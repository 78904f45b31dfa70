/** Something the reader can mend: it is said in one sentence, without a stack trace. */
export class Trouble extends Error {}

/**
 * Runs a command of this folder: its number becomes the exit code, and a trouble is said.
 *
 * @param {() => Promise<number>} command
 */
export async function run(command) {
  // A terminal that goes away must not keep the command from tidying up behind itself.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
