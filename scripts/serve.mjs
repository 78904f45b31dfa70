// `npm run serve`: the production entry. Builds the two web apps, then runs the server in the foreground.
import { spawn } from "node:child_process";
import { ownEnvironment, runQuietly } from "./setup/commands.mjs";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";
import { whenAskedToStop } from "./setup/stop.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  await installNpmPackages();
  const node = nodeForEverything();

  console.log("Building the two web apps …");
  const { exitCode, output } = await runQuietly("turbo", ["run", "build", "--output-logs=errors-only"]);
  if (exitCode !== 0) {
    console.error(output);
    return exitCode;
  }

  const server = spawn(node, ["apps/server/src/main.ts"], {
    cwd: root,
    env: ownEnvironment(),
    stdio: "inherit",
  });
  whenAskedToStop((reason) => {
    // A terminal sends Ctrl-C to the server itself, and a second one would end it in the middle of its tidying up.
    const hasItAlready = reason === "SIGINT" && process.stdin.isTTY;
    if (!hasItAlready) server.kill(reason === "SIGHUP" ? "SIGTERM" : reason);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.on("exit", (code) => resolve(code ?? 1));
  });
});
