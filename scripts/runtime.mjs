// turbo runs this task first, so `npx turbo dev` also uses the Node of the npm packages.
import { linkPackagedNode, nodeForEverything } from "./setup/node-runtime.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  nodeForEverything();
  linkPackagedNode();
  return 0;
});
