import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./places.mjs";
import { isEndingWithChildren } from "./stop.mjs";

const bin = join(root, "node_modules", ".bin");
const isWindows = process.platform === "win32";

/** Returns an environment in which commands use the repository's own tools and Node. */
export function ownEnvironment() {
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
    // Password hashes take one thread for each core. File access and name lookups need two more.
    UV_THREADPOOL_SIZE: process.env["UV_THREADPOOL_SIZE"] || `${availableParallelism() + 2}`,
    TURBO_TELEMETRY_DISABLED: "1",
  };
}

/**
 * Runs a command and resolves to its exit code. Never resolves after this process is asked to stop.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @returns {Promise<number>}
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
 * Runs a command and collects its output. Never resolves after this process is asked to stop.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} folder
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
 * @returns {string | undefined}
 */
export function whereIs(command) {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));
}
