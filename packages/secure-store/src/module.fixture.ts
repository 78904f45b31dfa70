import { execa } from "execa";

/** Arguments before the program: a command that runs it somewhere else or under observation. */
export type Around = readonly string[];

/**
 * Runs the text of a module in a separate process. Resolves to the values that it prints as JSON, one per line. Its
 * imports are relative to this folder.
 */
export async function runModule<T>(text: string, around: Around = []): Promise<T[]> {
  const [command, ...args] = [...around, process.execPath, "--input-type=module", "--eval", text];
  const { stdout } = await execa(command, args, { cwd: import.meta.dirname });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}
