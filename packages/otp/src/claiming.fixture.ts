// A worker of ledger.test.ts. Each millisecond is a step. It claims as many steps as the task says, and prints them.
import { FolderLedger } from "./ledger.ts";

const [folder = "", task = ""] = process.argv.slice(2);
const key = "a".repeat(64);
const ledger = new FolderLedger(folder);
const wanted = task === "hold" ? 1 : Number(task);
const claimed: number[] = [];
while (claimed.length < wanted) {
  const step = Date.now();
  if (await ledger.claim(key, step)) claimed.push(step);
}
console.log(JSON.stringify(task === "hold" ? claimed[0] : claimed));
if (task === "hold") setInterval(() => {}, 1000);
