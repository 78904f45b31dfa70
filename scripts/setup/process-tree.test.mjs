import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endTree, isBelow } from "./process-tree.mjs";

test("a process is a descendant of its parent and of all ancestors", () => {
  const all = [
    { pid: 1, parent: 0, began: "" },
    { pid: 2, parent: 1, began: "" },
    { pid: 3, parent: 2, began: "" },
  ];
  expect(isBelow({ pid: 3, parent: 2, began: "" }, 1, all)).toBe(true);
  expect(isBelow({ pid: 2, parent: 1, began: "" }, 3, all)).toBe(false);
});

test("ending a process ends what it started, even what does not listen to signals", async () => {
  const deaf = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000);";
  const parent = spawn("sh", ["-c", `"${process.execPath}" -e "${deaf}" & wait`]);
  await once(parent.stdout, "data");

  await endTree(Number(parent.pid), 200);
  // The pipe closes only when every process that holds it has ended.
  parent.stdout.resume();
  await once(parent, "close");
  expect(parent.stdout.readableEnded).toBe(true);
});
