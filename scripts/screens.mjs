// `npm run screens` runs e2e/screens on the built apps and the production server, with the data of the demo.
import { runBuiltServer } from "./setup/built-server.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { forStories, installSystemPackages } from "./setup/system-packages.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  await installNpmPackages();
  await installSystemPackages(forStories);
  return runBuiltServer("e2e/screens/main.ts", process.argv.slice(2));
});
