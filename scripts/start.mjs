// `npm start` installs what is missing and starts everything. When all services respond, `npm start` prints one
// table.
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { nodeForEverything } from "./setup/node-runtime.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { data, root, servicesIn } from "./setup/places.mjs";
import { endTree } from "./setup/process-tree.mjs";
import { whenAskedToStop } from "./setup/stop.mjs";
import { installWhereAllowed, softwareTpm } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { prepareDataFolder } from "./start/data-folder.mjs";
import { refuseTakenPorts } from "./start/ports.mjs";
import { allReady } from "./start/readiness.mjs";
import { startTable } from "./start/table.mjs";
import { startTasks } from "./start/tasks.mjs";

/** A demo of 50,000 users takes longer to prepare. */
const patienceMs = Number(process.env["SALLYPORT_DEMO_USERS"] ?? 0) > 1000 ? 1_200_000 : 120_000;
const graceMs = 8_000;
const logFile = join(data, "start.log");
const shownData = relative(root, data).startsWith("..") ? data : relative(root, data);
const shownLog = join(shownData, "start.log");

await run(async () => {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== "--fresh");
  if (unknown) throw new Trouble(`npm start knows "-- --fresh", which starts over, but not "${unknown}".`);

  const services = servicesIn(process.env);
  await installNpmPackages();
  nodeForEverything();
  await installWhereAllowed(softwareTpm);
  await refuseTakenPorts(services);
  prepareDataFolder(data, { isFresh: words.includes("--fresh") });

  console.log("Starting the server, the portal, the authenticator and the inbox …");
  const tasks = startTasks(logFile);
  const giveUp = new AbortController();
  let state;
  try {
    const isAskedToStop = new Promise((resolve) => whenAskedToStop(resolve)).then(() => "asked to stop");
    const hasEnded = tasks.end.then(() => "A part of Sallyport has ended.");
    const hasDied = tasks.firstDeath.then((task) => `The ${task} could not start.`);
    const isReady = allReady(services, { patienceMs, signal: giveUp.signal }).then(
      () => "ready",
      (error) => error.message,
    );

    state = await Promise.race([isReady, isAskedToStop, hasEnded, hasDied]);
    if (state === "ready") {
      console.log(`\n${welcome(services)}\n`);
      tasks.showTroubles();
      state = await Promise.race([isAskedToStop, hasEnded]);
    }
  } finally {
    giveUp.abort();
    await endTree(tasks.pid, graceMs);
  }
  if (state === "asked to stop") return 0;
  console.error(`\n${tasks.tail()}\n\n${state} What it printed last is above, and all of it in ${shownLog}.`);
  return 1;
});

/** @param {readonly import("./setup/places.mjs").Service[]} services */
function welcome(services) {
  const accounts = writtenAccounts();
  const lines = [
    startTable(services, accounts),
    "Administrators must have a second factor: the first login shows a QR code. The authenticator app above reads it, or takes",
    "the key under “Can't scan?”, and shows the codes. “The story by hand” in README.md has every step.",
    `Data lie in ${shownData}, and so does the key they are sealed under: every user who can read that folder can read all secrets.`,
    `Ctrl-C ends everything; npm start -- --fresh starts over. Everything printed: ${shownLog}`,
  ];
  if (accounts.some(({ password }) => password !== null)) return lines.join("\n");
  return [...lines, "No password of the accounts here is known: npm start -- --fresh makes new ones."].join(
    "\n",
  );
}

/** @returns {import("./start/table.mjs").Account[]} */
function writtenAccounts() {
  const file = join(data, "demo-accounts.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}
