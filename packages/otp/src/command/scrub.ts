import { type ScrubReport, scrub as scrubFolder } from "../scrub/scrub.ts";
import type { Output } from "./output.ts";
import { accountsFrom } from "./source.ts";
import { readWords, WordsError } from "./words.ts";

const options = {
  secret: { type: "string", multiple: true },
  "empty-unsearched": { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** @returns whether everything in the folder could be searched */
export async function scrub(args: readonly string[], { out, error }: Output): Promise<boolean> {
  const { values, positionals } = readWords(args, options);
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new WordsError("Name one folder.");
  const report = await scrubFolder(folder, {
    accounts: await accountsFrom(values.secret ?? []),
    emptyUnsearched: values["empty-unsearched"] === true,
  });
  if (values.json === true) out(JSON.stringify(report));
  else for (const line of linesOf(report)) out(line);
  if (report.unsearched.length === 0) return true;
  for (const place of report.unsearched) error(`Can't be searched: ${place}`);
  error("Look at these yourself, or empty them with --empty-unsearched.");
  return false;
}

function linesOf({ files, secrets, pictures, changed }: ScrubReport): string[] {
  return [
    ...changed.map((file) => `cleaned ${file}`),
    `${files} files searched for ${secrets} secrets: ${changed.length} changed, ${pictures} pictures blanked`,
  ];
}
