import { execa } from "execa";

/** A command that runs another program, such as `strace` with its options. The other program's command follows it. */
export type Around = readonly string[];

/**
 * Runs a module's source text in a separate process. The module prints one JSON value per line. Resolves to the printed
 * values.
 */
export async function runModule<T>(text: string, around: Around = []): Promise<T[]> {
  const [command, ...args] = [...around, process.execPath, "--input-type=module", "--eval", text];
  const { stdout } = await execa(command, args, { cwd: import.meta.dirname });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}
