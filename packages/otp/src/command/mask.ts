import { parseKeyUri } from "@sallyport/totp/key-uri";
import { writtenForms } from "../secret-forms.ts";
import type { Output } from "./output.ts";
import { accountFrom } from "./source.ts";
import { readWords, sourceOptions } from "./words.ts";

/** Prints the lines by which GitHub Actions hides a secret in the logs that follow. */
export async function mask(args: readonly string[], { out }: Output): Promise<void> {
  const { values, positionals } = readWords(args, sourceOptions);
  const uri = (await accountFrom(positionals, values)).toUri();
  const result = parseKeyUri(uri);
  const forms = result.ok ? writtenForms(result.key.secret) : [];
  for (const form of [uri, ...forms]) out(`::add-mask::${form}`);
}
