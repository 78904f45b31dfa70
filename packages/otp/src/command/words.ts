import { parseArgs } from "node:util";

/** The words of a command can't be understood. The command line then shows its help. */
export class WordsError extends Error {
  override readonly name = "WordsError";
}

export const sourceOptions = { issuer: { type: "string" }, account: { type: "string" } } as const;

/** Reads options, and refuses unknown ones with a sentence. */
export function readWords<const Options extends NonNullable<Parameters<typeof parseArgs>[0]>["options"]>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WordsError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

/** Reads a number of seconds as milliseconds. */
export function readSeconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== "" && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  throw new WordsError(`--${name} must be seconds, 0 or more. It is "${text}".`);
}
