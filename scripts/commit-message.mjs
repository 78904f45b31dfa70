// Runs as the commit-msg hook.
import { readFileSync } from "node:fs";
import { faultOf } from "./commit/message.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

await run(async () => {
  const fault = faultOf(readFileSync(process.argv[2] ?? "", "utf8"));
  if (fault) throw new Trouble(`${fault}\nA good one: feat(sign-in): say how many days are left`);
  return 0;
});
