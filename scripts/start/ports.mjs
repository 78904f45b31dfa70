import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Trouble } from "../setup/trouble.mjs";

/** @typedef {import("../setup/places.mjs").Service} Service */

/**
 * Waits up to `patienceMs` until taken ports are free, because an earlier `npm start` might still be ending.
 *
 * @param {readonly Service[]} services
 */
export async function refuseTakenPorts(services, patienceMs = 3000) {
  const patience = Date.now() + patienceMs;
  let taken = await takenOf(services);
  while (taken.length > 0 && Date.now() < patience) {
    await pause(200);
    taken = await takenOf(services);
  }
  if (taken.length > 0) throw new Trouble(takenSentence(taken));
}

/** @param {readonly Service[]} services */
async function takenOf(services) {
  const isTaken = await Promise.all(services.map(({ port }) => isTakenPort(port)));
  return services.filter((_, index) => isTaken[index]);
}

/** @param {readonly Service[]} taken */
export function takenSentence(taken) {
  const list = new Intl.ListFormat("en").format(taken.map(({ name, port }) => `${port} (${name})`));
  const moves = taken.map(({ variable, port }) => `${variable}=${port + 10}`).join(" ");
  const [port, are] = taken.length === 1 ? ["Port", "is"] : ["Ports", "are"];
  return (
    `${port} ${list} ${are} taken, perhaps by another \`npm start\`. ` +
    `End what uses ${taken.length === 1 ? "it" : "them"}, or choose another:\n\n  ${moves} npm start\n`
  );
}

/**
 * Tries both loopback addresses. For a name such as portal.localhost, a browser can use either address.
 *
 * @param {number} port
 */
async function isTakenPort(port) {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => listens(port, host)));
  return answers.includes(true);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function listens(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    // Without IPv6, listening on ::1 fails with another error. This error doesn't mean that the port is taken.
    probe.once("error", (error) => resolve("code" in error && /EADDRINUSE|EACCES/.test(String(error.code))));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}
