import { readFile } from "node:fs/promises";
import { messageOf, Trouble } from "../trouble.ts";
import { clashesIn } from "./clashes.ts";
import { adviceFor, mistakesIn } from "./mistakes.ts";
import { type ReadSeed, Seed } from "./schema.ts";

export async function readSeedFile(path: string): Promise<ReadSeed> {
  return parseSeed(await contentOf(path), path);
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Trouble(`The seed ${path} can't be read (${messageOf(error)}). Check the path behind --seed.`);
  }
}

export function parseSeed(text: string, place: string): ReadSeed {
  return checkSeed(jsonIn(text, place), place);
}

function jsonIn(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Trouble(
      `The seed ${place} isn't JSON (${messageOf(error)}). Comments and commas at the end aren't allowed.`,
    );
  }
}

/** @param place completes the message "The seed … can't be used": a file's name, or words such as "that was given" */
export function checkSeed(data: unknown, place: string): ReadSeed {
  const { success, data: seed, error } = Seed.safeParse(data, { error: adviceFor });
  const mistakes = success ? clashesIn(seed) : mistakesIn(error.issues, data);
  if (success && mistakes.length === 0) return seed;
  throw new Trouble(`The seed ${place} can't be used:\n${mistakes.map((each) => `  ${each}`).join("\n")}`);
}
