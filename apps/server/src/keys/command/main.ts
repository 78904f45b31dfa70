import { SecureStoreError } from "@sallyport/secure-store/secure-store";
import { ConfigError, readKeysConfig } from "../../config.ts";
import { openSecureStore } from "../secure-store.ts";
import { readArguments, UsageError, usage } from "./arguments.ts";
import { runKeysCommand } from "./run.ts";

/** `npm run keys`: looks after the key slots of a database, whether or not a server runs on it. */
try {
  const request = readArguments(process.argv.slice(2));
  const report = await runKeysCommand(request, {
    readPlace: () => readKeysConfig(process.env),
    openStore: openSecureStore,
    onProgress: showProgress,
  });
  console.log(request.isJson ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
  if (report.isGood === false) process.exitCode = 1;
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof ConfigError) console.error(error.message);
  else if (error instanceof SecureStoreError) console.error(`${error.message} (${error.code})`);
  else throw error;
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** On the error stream, so that `--json` stays what it is. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${done} of ${all} rows sealed anew${done === all ? "\n" : ""}`);
}
