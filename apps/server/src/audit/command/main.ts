import { parseArgs } from "node:util";
import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { ConfigError, readKeysConfig } from "../../config.ts";
import { openSecureStore } from "../../keys/secure-store.ts";
import { verifyRecord } from "./run.ts";

const usage = `npm run activity -- verify [--json]

  verify   reads the whole record of activity and says whether anything in it was changed, removed or added

Which database, and what keeps its key, come from the settings that the server has. The server may run meanwhile.`;

/** `npm run activity`: whether the record is as the servers wrote it. */
try {
  const { isAsked, isJson } = readArguments(process.argv.slice(2));
  if (isAsked) {
    const report = await verifyRecord(readKeysConfig(process.env), openSecureStore);
    console.log(isJson ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
    if (report.isGood === false) process.exitCode = 1;
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else if (error instanceof SecureStoreError) console.error(`${error.message} (${error.code})`);
  else throw error;
  process.exitCode = 1;
}

function readArguments(args: readonly string[]): { isAsked: boolean; isJson: boolean } {
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
  return { isAsked: isKnown && positionals.join(" ") === "verify", isJson: values.json === true };
}
