import { readKeysConfig } from "../../config/config.ts";
import { openSecureStore } from "../../key-stores/open.ts";
import { readArguments } from "./arguments.ts";
import { refusalFor } from "./refusal.ts";
import { runKeysCommand } from "./run.ts";

process.umask(0o077);
const args = process.argv.slice(2);
try {
  const request = readArguments(args);
  const report = await runKeysCommand(request, {
    readPlace: () => readKeysConfig(process.env),
    openStore: openSecureStore,
    onProgress: showProgress,
  });
  console.log(request.isJson ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
  if (report.isGood === false) process.exitCode = 1;
} catch (error) {
  const refusal = refusalFor(error);
  if (!refusal) throw error;
  const { code, message, text, exitCode } = refusal;
  if (args.includes("--json")) console.log(JSON.stringify({ error: { code, message } }, null, 2));
  else console.error(text);
  process.exitCode = exitCode;
}

/** Prints to stderr, because stdout must contain only the output. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${done} of ${all} rows re-encrypted${done === all ? "\n" : ""}`);
}
