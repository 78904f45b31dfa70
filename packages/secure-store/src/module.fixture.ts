import { execa } from "execa";

export type Around = readonly string[];

/**
 * Runs a module in a separate process. The module prints one JSON value per line. Resolves to the printed
 * values.
 */
export async function runModule<T>(text: string, around: Around = []): Promise<T[]> {
  const [command, ...args] = [...around, process.execPath, "--input-type=module", "--eval", text];
  const { stdout } = await execa(command, args, { cwd: import.meta.dirname });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}
