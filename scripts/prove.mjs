// `npm run prove` breaks servers, databases and disks under load, and looks for acknowledged work that was lost
// (apps/server/lab/durability/README.md).
import { runBuiltServer } from "./setup/built-server.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";
import { run } from "./setup/trouble.mjs";
import { unpackPostgres } from "./setup/unpacked-postgres.mjs";

await run(async () => {
  await installNpmPackages();
  await installSystemPackages(["strace"]);
  await unpackPostgres();
  return runBuiltServer("apps/server/lab/durability/main.ts", process.argv.slice(2));
});
