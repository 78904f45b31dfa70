import { buffer } from "node:stream/consumers";
import { isatty } from "node:tty";
import type { Account } from "../account.ts";
import { type ScanChoice, type ScanSource, scan, scanAll } from "../scan.ts";
import { WordsError } from "./words.ts";

/** Reads the account that the word names. "-" is the standard input, and no word the variable SALLYPORT_OTP. */
export async function accountFrom(words: readonly string[], choice: ScanChoice): Promise<Account> {
  if (words.length > 1) throw new WordsError("Name one account.");
  return scan(await sourceFrom(words[0]), choice);
}

export async function accountsFrom(words: readonly string[]): Promise<Account[]> {
  const sources = await Promise.all(words.map(sourceFrom));
  return (await Promise.all(sources.map((source) => scanAll(source)))).flat();
}

async function sourceFrom(word: string | undefined): Promise<ScanSource> {
  const source = word ?? process.env["SALLYPORT_OTP"];
  if (!source) {
    throw new WordsError("Name an otpauth:// URI, a Base32 secret or a picture, or set SALLYPORT_OTP.");
  }
  if (source !== "-") return source;
  if (isatty(0)) throw new WordsError("There is nothing on the standard input.");
  const given = await buffer(process.stdin);
  const isText = given.every((byte) => byte >= 9 && byte < 127);
  return isText ? given.toString("latin1") : given;
}
