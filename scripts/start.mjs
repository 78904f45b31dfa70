// `npm start`: installs what is missing, runs everything, and prints one table when all of it answers.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { data, servicesIn } from "./setup/places.mjs";
import { whenAskedToStop } from "./setup/stop.mjs";
import { installWhereAllowed, softwareTpm } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { refuseTakenPorts } from "./start/ports.mjs";
import { endTree } from "./start/process-tree.mjs";
import { allReady } from "./start/readiness.mjs";
import { startTable } from "./start/table.mjs";
import { startTasks } from "./start/tasks.mjs";

const patienceMs = 120_000;
const graceMs = 8_000;
const logFile = join(data, "start.log");
const accountsFile = join(data, "demo-accounts.json");

await run(async () => {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== "--fresh");
  if (unknown) throw new Trouble(`npm start knows "-- --fresh", which begins anew, but not "${unknown}".`);

  const services = servicesIn(process.env);
  await installNpmPackages();
  nodeForEverything();
  await installWhereAllowed(softwareTpm);
  await refuseTakenPorts(services);
  if (words.includes("--fresh")) rmSync(data, { recursive: true, force: true });

  console.log("Starting the server, the portal, the authenticator and the inbox …");
  const tasks = startTasks(logFile);
  const isAskedToStop = new Promise((resolve) => whenAskedToStop(resolve)).then(() => "asked to stop");
  const hasEnded = tasks.end.then(() => "A part of Sallyport has ended.");
  const hasDied = tasks.firstDeath.then((task) => `The ${task} could not start.`);
  const giveUp = new AbortController();
  const isReady = allReady(services, accountsFile, { patienceMs, signal: giveUp.signal }).then(
    () => "ready",
    (error) => error.message,
  );

  let state = await Promise.race([isReady, isAskedToStop, hasEnded, hasDied]);
  if (state === "ready") {
    console.log(`\n${startTable(services, accounts())}\n`);
    console.log(
      "Ctrl-C ends everything; npm start -- --fresh begins anew. Everything printed: .data/start.log\n",
    );
    tasks.showTroubles();
    state = await Promise.race([isAskedToStop, hasEnded]);
  }
  giveUp.abort();
  await endTree(tasks.pid, graceMs);
  if (state === "asked to stop") return 0;
  console.error(
    `\n${tasks.tail()}\n\n${state} What it printed last is above, and all of it in .data/start.log.`,
  );
  return 1;
});

function accounts() {
  return existsSync(accountsFile) ? JSON.parse(readFileSync(accountsFile, "utf8")) : [];
}
