// `npm run bench` measures the production server and the programs that it is compared with. `-- key-stores`
// measures the key stores instead.
import { runThrough } from "./setup/commands.mjs";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { unpackPostgres } from "./setup/unpacked-postgres.mjs";

await run(async () => {
  const words = process.argv.slice(2);
  await installNpmPackages();
  if (!words.includes("key-stores")) {
    await installSystemPackages(["strace"]);
    await unpackPostgres();
    return runThrough(nodeForEverything(), ["bench/main.ts", ...words]);
  }
  if (words.length > 1) throw new Trouble("key-stores takes no other words.");
  return runThrough("npm", ["run", "bench", "-w", "@sallyport/secure-store", "-w", "@sallyport/server"]);
});
