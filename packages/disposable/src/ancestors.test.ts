import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { ancestors, isAlive, isLauncher } from "./ancestors.ts";

test.for([
  [["npm exec @sallyport/disposable --seed seed.json"], true],
  [["sh", "-c", "sallyport-disposable --seed seed.json"], true],
  [["/bin/bash", "-ec", "npx @sallyport/disposable"], true],
  [["node", "/usr/lib/node_modules/npm/bin/npx-cli.js", "@sallyport/disposable"], true],
  [["/usr/bin/node", "/home/ada/.yarn/yarn.js", "idp"], true],
  [["pnpm", "exec", "sallyport-disposable"], true],
  [["bash"], false],
  [["-bash"], false],
  [["/bin/bash", "./run-tests.sh"], false],
  [["node", "playwright", "test"], false],
  [["vim", "npm"], false],
] as const)("whether %j only starts another program", ([words, is]) => {
  expect(isLauncher(words)).toBe(is);
});

test("the parent of this process is alive, and a killed process isn't", async () => {
  expect(ancestors().map(isAlive)).not.toContain(false);
  expect(ancestors()[0]?.pid).toBe(process.ppid);
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const { pid = 0 } = child;
  child.kill("SIGKILL");
  await once(child, "close");
  expect(isAlive({ pid, since: "" })).toBe(false);
});
