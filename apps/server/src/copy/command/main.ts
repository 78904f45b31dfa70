import { parseArgs } from "node:util";
import { readCopyConfig } from "../../config/config.ts";
import { ConfigError } from "../../config/config-error.ts";
import { typedCommand } from "../../core/typed-command.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { copyToPostgres } from "../copy.ts";

const usage = `${typedCommand("copy", "[--json]")}

  copies the SQLite file DATABASE to the empty Postgres database DATABASE_URL, and compares every row. Stop the server
  first.`;

try {
  const values = readArguments();
  if (values === null) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    const report = await copyToPostgres(readCopyConfig(process.env), (line) => console.error(line));
    console.log(values.json ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
  }
} catch (error) {
  const sentence = error instanceof ConfigError ? error.message : databaseTrouble(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

function readArguments(): { json: boolean } | null {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values;
  } catch {
    return null;
  }
}
