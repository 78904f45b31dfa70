import { execa } from "execa";

/** Arguments that go before the program: a command that runs it elsewhere, or watched. */
export type Around = readonly string[];

/**
 * Runs a module's text, as another program on this machine would, and resolves to the values that it prints as JSON,
 * one a line. Its imports are relative to this folder.
 */
export async function runModule<T>(text: string, around: Around = []): Promise<T[]> {
  const [command, ...args] = [...around, process.execPath, "--input-type=module", "--eval", text];
  const { stdout } = await execa(command, args, { cwd: import.meta.dirname });
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T);
}
