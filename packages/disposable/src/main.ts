import { Console } from "node:console";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { endWithParent } from "./lifeline.ts";
import { checkSeed, parseSeed, readSeedFile } from "./seed/read-seed.ts";
import type { ReadSeed } from "./seed/schema.ts";
import { Trouble } from "./trouble.ts";
import { readWords, usage, type Words } from "./words.ts";

// Only the line of JSON goes to stdout, also if a library prints something.
globalThis.console = new Console(process.stderr, process.stderr);

const args = process.argv.slice(2);
if (args.includes("--help")) process.stdout.write(`${usage}\n`);
else if (args.includes("--version")) process.stdout.write(`${versionOfPackage()}\n`);
else {
  try {
    await run(readWords(args));
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    process.exit(1);
  }
}

/** All is in memory, so there is nothing to save. */
function end(): never {
  process.exit(0);
}

async function run(words: Words): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  for (const output of [process.stdout, process.stderr]) output.on("error", end);
  if (!words.keepsRunning) endWithParent(end);
  const seed = await seedOf(words);
  // The server takes long to load, so mistakes in the seed are told before.
  const { serve } = await import("./serve.ts");
  process.stdout.write(`${JSON.stringify(await serve({ ...words, seed }))}\n`);
}

async function seedOf({ seed }: Words): Promise<ReadSeed> {
  if (seed === null) return checkSeed({}, "");
  if (seed !== "-") return readSeedFile(seed);
  for await (const line of createInterface(process.stdin)) return parseSeed(line, "on stdin");
  throw new Trouble("The seed on stdin is empty. Give it as one line of JSON, or name a file.");
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
