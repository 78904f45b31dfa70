// turbo runs this task before the other tasks. npm installs Node 24 as a package. The task puts a link to it into
// node_modules/.bin, so `npx turbo dev` runs on Node 24.
import { linkPackagedNode, nodeForEverything } from "./setup/node-runtime.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  nodeForEverything();
  linkPackagedNode();
  return 0;
});
