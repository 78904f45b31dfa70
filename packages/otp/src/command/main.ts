import { OtpError } from "../otp-error.ts";
import { help, overview } from "./help.ts";
import { mask } from "./mask.ts";
import { next } from "./next.ts";
import type { Output } from "./output.ts";
import { scrub } from "./scrub.ts";
import { WordsError } from "./words.ts";

const exit = { done: 0, refused: 1, notUnderstood: 2 };

/** @returns the exit status */
export async function main(args: readonly string[], output: Output, version: string): Promise<number> {
  const [first = "", ...rest] = args;
  const name = isCommand(first) ? first : "next";
  try {
    if (first === "--version") output.out(version);
    else if (first === "help")
      output.out(rest[0] !== undefined && isCommand(rest[0]) ? help[rest[0]] : overview);
    else if (args.includes("--help")) output.out(isCommand(first) ? help[first] : overview);
    else return await perform(name, isCommand(first) ? rest : args, output);
    return exit.done;
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    if (error instanceof WordsError) output.error(`\n${help[name]}`);
    if (error instanceof WordsError) return exit.notUnderstood;
    if (!(error instanceof OtpError)) output.error("This is a fault of this program. Please report it.");
    return exit.refused;
  }
}

async function perform(name: keyof typeof help, args: readonly string[], output: Output): Promise<number> {
  if (name === "scrub") return (await scrub(args, output)) ? exit.done : exit.refused;
  await (name === "mask" ? mask : next)(args, output);
  return exit.done;
}

function isCommand(word: string): word is keyof typeof help {
  return Object.hasOwn(help, word);
}
