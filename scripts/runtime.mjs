// turbo runs this task before the other tasks. The task links the Node of the npm packages, so `npx turbo dev`
// uses this Node.
import { linkPackagedNode, nodeForEverything } from "./setup/node-runtime.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  nodeForEverything();
  linkPackagedNode();
  return 0;
});
