import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./places.mjs";
import { isEndingWithChildren } from "./stop.mjs";

const bin = join(root, "node_modules", ".bin");
const isWindows = process.platform === "win32";

/** The PATH finds the repository's own tools first, including its Node. */
export function ownEnvironment() {
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
    // Password hashes take one thread for each core. Two more threads keep files and name lookups from waiting.
    UV_THREADPOOL_SIZE: process.env["UV_THREADPOOL_SIZE"] || `${availableParallelism() + 2}`,
    TURBO_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Runs a command with the input and output of this process. Never resolves after this process was asked to stop, so
 * that the caller's next step doesn't start.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @returns {Promise<number>} its exit code
 */
export function runThrough(command, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: root,
      env: ownEnvironment(),
      stdio: "inherit",
      shell: isWindows,
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (!isEndingWithChildren()) resolve(code ?? 1);
    });
  });
}

/**
 * Returns the output of a command instead of printing it. Like `runThrough`, never resolves after this process was
 * asked to stop.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} folder where it runs
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
export function runQuietly(command, words, folder = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: folder,
      env: ownEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindows,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (!isEndingWithChildren()) resolve({ exitCode: code ?? 1, output });
    });
  });
}

/**
 * @param {string} command
 * @returns {string | undefined} the command's path, if it is on the PATH
 */
export function whereIs(command) {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
}
