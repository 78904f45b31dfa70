import { parseArgs } from "node:util";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { readKeysConfig } from "../../config/config.ts";
import { ConfigError } from "../../config/config-error.ts";
import { typedCommand } from "../../core/typed-command.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { openSecureStore } from "../../key-stores/open.ts";
import { type ActivityAct, runActivity } from "./run.ts";

const usage = `${typedCommand("activity", "verify|seal-anew [--json]")}

  verify      reads the whole activity log and says whether an event was changed, removed or moved
  seal-anew   accepts a changed activity log as it is, and adds an event that says so. First stop the servers on this
              database: they remember the old log and would not seal the new one

The database and its key store come from the server's settings. The server may run during verify.`;

/** `npm run activity` checks the activity log. */
process.umask(0o077);
try {
  const { act, isJson } = readArguments(process.argv.slice(2));
  if (act) {
    const report = await runActivity(act, readKeysConfig(process.env), openSecureStore);
    console.log(isJson ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
    if (report.isGood === false) process.exitCode = 1;
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else if (error instanceof SecureStoreError) console.error(`${error.message} (${error.code})`);
  else {
    const sentence = databaseTrouble(error);
    if (sentence === null) throw error;
    console.error(sentence);
  }
  process.exitCode = 1;
}

function readArguments(args: readonly string[]): { act: ActivityAct | null; isJson: boolean } {
  const options = { json: { type: "boolean", default: false } } as const;
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const isKnown = tokens.every(
    (token) => token.kind === "positional" || (token.kind === "option" && token.name === "json"),
  );
  const words = positionals.join(" ");
  const isAct = words === "verify" || words === "seal-anew";
  return { act: isKnown && isAct ? words : null, isJson: values.json === true };
}
