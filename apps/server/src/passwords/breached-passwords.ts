import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { ConfigError } from "../config/config-error.ts";
import { Refused } from "../core/refusal.ts";
import { type Line, lineAt, sizeOf } from "./hash-list.ts";

export interface BreachedPasswords extends AsyncDisposable {
  has(password: string): Promise<boolean>;
}

const samples = 256;

/**
 * Opens a file of the Pwned Passwords downloader, with lines `HASH:COUNT` sorted by hash. Throws ConfigError
 * for any other file.
 */
export async function openBreachedPasswords(path: string): Promise<BreachedPasswords> {
  const file = await open(path).catch((cause: unknown) => {
    throw trouble(`${path} can't be read (${reasonOf(cause)}).`, cause);
  });
  try {
    await refuseDisorder(file, path);
  } catch (error) {
    await file.close();
    throw error instanceof ConfigError
      ? error
      : trouble(`${path} can't be read (${reasonOf(error)}).`, error);
  }
  return {
    has: async (password) => {
      try {
        return await contains(file, createHash("sha1").update(password).digest("hex").toUpperCase());
      } catch (cause) {
        throw new Refused("unavailable", { cause });
      }
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function contains(file: FileHandle, wanted: string): Promise<boolean> {
  let [from, to] = [0, await sizeOf(file)];
  while (from < to) {
    const line = await lineAt(file, Math.floor((from + to) / 2));
    if (!line) throw new Error("The list of breached passwords has a line that is none.");
    if (line.hash === wanted) return true;
    if (line.hash < wanted) from = line.end;
    else to = line.begin;
  }
  return false;
}

async function refuseDisorder(file: FileHandle, path: string): Promise<void> {
  const size = await sizeOf(file);
  let before: Line | null = null;
  for (let sample = 0; sample <= samples; sample++) {
    const line = await lineAt(file, Math.min(Math.floor((size * sample) / samples), size - 1));
    const next = line && line.end < size ? await lineAt(file, line.end) : line;
    if (!line || !next) throw trouble(`${path} is no list of lines HASH:COUNT with SHA-1 hashes.`);
    const isInOrder = (before?.hash ?? "") <= line.hash && (next === line || line.hash < next.hash);
    if (!isInOrder) throw trouble(`${path} is not in the order of its hashes.`);
    before = line;
  }
}

function trouble(sentence: string, cause?: unknown): ConfigError {
  return new ConfigError(
    `BREACHED_PASSWORDS_FILE: ${sentence} Give the single file that the Pwned Passwords downloader makes.`,
    { cause },
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown reason";
}
