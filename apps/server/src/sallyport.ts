#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

interface Command {
  says: string;
  run: () => Promise<unknown>;
  takesName?: true;
}

const commands: Readonly<Record<string, Command>> = {
  serve: { says: "run the server", run: () => import("./main.ts") },
  keys: { says: "manage the key behind the secrets", run: () => import("./keys/command/main.ts") },
  accounts: { says: "help a locked-out administrator", run: () => import("./accounts/command/main.ts") },
  activity: { says: "verify the activity log", run: () => import("./activity/command/main.ts") },
  backup: { says: "copy the database", run: () => import("./backup/command/main.ts"), takesName: true },
  restore: { says: "restore a backup", run: () => import("./backup/command/main.ts"), takesName: true },
  copy: { says: "copy an SQLite database to Postgres", run: () => import("./copy/command/main.ts") },
};

const usage = `sallyport COMMAND

${Object.entries(commands)
  .map(([name, { says }]) => `  ${name.padEnd(9)} ${says}`)
  .join("\n")}

sallyport COMMAND --help shows the usage of every command but serve. Settings come from the environment: docs/settings.md has
them.`;

const { version, engines } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"),
) as { version: string; engines: { node: string } };

const [name = "", ...words] = process.argv.slice(2);
if (!isNewEnough(process.versions.node, engines.node)) {
  refuse(`Sallyport needs Node ${engines.node}. This is Node ${process.versions.node}.`, 1);
} else if (["--help", "-h", "help"].includes(name)) {
  console.log(usage);
} else if (["--version", "-v"].includes(name)) {
  console.log(version);
} else {
  await runCommand();
}

async function runCommand(): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const why = name === "" ? "Name a command." : `There is no command ${name}.`;
    return refuse(`${why}\n\n${usage}`, 2);
  }
  if (name === "serve" && words.length > 0)
    return refuse("serve takes no words: its settings come from the environment.", 2);
  // Password hashes take one thread for each core. File access and name lookups need two more. libuv reads this
  // number when it starts its first thread, so this line must run before the command is imported.
  process.env["UV_THREADPOOL_SIZE"] ||= `${availableParallelism() + 2}`;
  process.argv = [...process.argv.slice(0, 2), ...(command.takesName ? [name] : []), ...words];
  await command.run();
}

function isNewEnough(found: string, wanted: string): boolean {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.replace(/^>=/, "").split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function refuse(sentence: string, exitCode: number): void {
  console.error(sentence);
  process.exitCode = exitCode;
}
