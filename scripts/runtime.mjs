// The first task of every turbo run, so that `npx turbo dev` alone runs on the Node that came with the packages.
import { linkPackagedNode, nodeForEverything } from "./setup/node-runtime.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  nodeForEverything();
  linkPackagedNode();
  return 0;
});
