// `npm run lighthouse` measures the first screens of the production server with Lighthouse.
import { runBuiltServer } from "./setup/built-server.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { forStories, installSystemPackages } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

await run(async () => {
  if (process.argv.length > 2) throw new Trouble("npm run lighthouse takes no words.");
  await installNpmPackages();
  await installSystemPackages(forStories);
  return runBuiltServer("e2e/lighthouse/main.ts");
});
