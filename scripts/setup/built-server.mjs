import { spawn } from "node:child_process";
import { ownEnvironment, runQuietly } from "./commands.mjs";
import { nodeForEverything } from "./node-runtime.mjs";
import { installNpmPackages } from "./npm-packages.mjs";
import { root } from "./places.mjs";
import { whenAskedToStop } from "./stop.mjs";

/**
 * @param {string} entry
 * @param {readonly string[]} [words]
 * @returns {Promise<number>}
 */
export async function runBuiltServer(entry, words = []) {
  await installNpmPackages();
  const node = nodeForEverything();

  console.error("Building the two web apps …");
  const { exitCode, output } = await runQuietly("turbo", ["run", "build", "--output-logs=errors-only"]);
  if (exitCode !== 0) {
    console.error(output);
    return exitCode;
  }

  const server = spawn(node, [entry, ...words], { cwd: root, env: ownEnvironment(), stdio: "inherit" });
  whenAskedToStop((reason) => {
    // On Ctrl-C, the terminal signals the server too. A second signal would interrupt the server's shutdown.
    const hasItAlready = reason === "SIGINT" && process.stdin.isTTY;
    if (!hasItAlready) server.kill(reason === "SIGHUP" ? "SIGTERM" : reason);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.on("exit", (code) => resolve(code ?? 1));
  });
}
