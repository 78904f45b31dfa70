import { readAccountsConfig } from "../../config/config.ts";
import { ConfigError } from "../../config/config-error.ts";
import { systemClock } from "../../core/clock.ts";
import { databaseTrouble } from "../../database/trouble.ts";
import { readArguments, UsageError, usage } from "./arguments.ts";
import { runAccountsCommand } from "./run.ts";
import { UnknownAdministrator } from "./unknown-administrator.ts";

/** `npm run accounts` lists owners and recovers an administrator's account. */
process.umask(0o077);
try {
  const { command, isJson } = readArguments(process.argv.slice(2));
  const report = await runAccountsCommand(command, readAccountsConfig(process.env), systemClock);
  console.log(isJson ? JSON.stringify(report.data, null, 2) : report.lines.join("\n"));
  if (report.isGood === false) process.exitCode = 1;
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof ConfigError || error instanceof UnknownAdministrator)
    console.error(error.message);
  else {
    const sentence = databaseTrouble(error);
    if (sentence === null) throw error;
    console.error(sentence);
  }
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
