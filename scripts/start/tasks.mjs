import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ownEnvironment } from "../setup/commands.mjs";
import { nodeForEverything } from "../setup/node-runtime.mjs";
import { root } from "../setup/places.mjs";
import { readable, readLine, tellsOfDeath, troubleFilter } from "./task-log.mjs";

const tailLines = 60;

/**
 * Starts turbo in its own process group, so turbo doesn't receive Ctrl-C. This process stops turbo instead.
 *
 * @param {string} logFile
 */
export function startTasks(logFile) {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  const log = createWriteStream(logFile, { mode: 0o600 });
  const turbo = spawn(
    nodeForEverything(),
    [join(root, "node_modules", "turbo", "bin", "turbo"), "run", "dev", "--json"],
    { cwd: root, env: ownEnvironment(), detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  if (turbo.pid === undefined) throw new Error("turbo did not start");

  /** @type {import("./task-log.mjs").Line[]} */
  const lines = [];
  const isTrouble = troubleFilter();
  let isShowingTroubles = false;
  const outputs = [turbo.stdout, turbo.stderr].map((input) => createInterface({ input }));
  /** @param {(line: import("./task-log.mjs").Line) => void} take */
  const eachLine = (take) => {
    for (const output of outputs) {
      output.on("line", (written) => {
        const line = readLine(written);
        if (line) take(line);
      });
    }
  };

  eachLine((line) => {
    log.write(`${readable(line)}\n`);
    lines.push(line);
    if (lines.length > 1000) lines.shift();
    if (isTrouble(line) && isShowingTroubles) console.error(readable(line));
    if (line.text.startsWith("Preparing the demo: ")) console.log(line.text);
  });
  /** @type {Promise<string>} */
  const firstDeath = new Promise((resolve) => {
    eachLine((line) => {
      if (tellsOfDeath(line)) resolve(line.task);
    });
  });

  return {
    pid: turbo.pid,
    /** The first task whose program has ended although its watcher still runs. */
    firstDeath,
    end: new Promise((resolve) => turbo.on("close", resolve)),
    showTroubles() {
      isShowingTroubles = true;
    },
    /** @param {string} [task] */
    tail: (task) =>
      lines
        .filter((line) => task === undefined || line.task === task)
        .slice(-tailLines)
        .map(readable)
        .join("\n"),
  };
}
