// `npm run scrolling` runs e2e/scrolling on the built apps and the production server, with the data of the demo.
import { runBuiltServer } from "./setup/built-server.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { forStories, installSystemPackages } from "./setup/system-packages.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  await installNpmPackages();
  await installSystemPackages(forStories);
  return runBuiltServer("e2e/scrolling/main.ts", process.argv.slice(2));
});
