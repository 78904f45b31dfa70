import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { addressOf } from "../setup/places.mjs";

/**
 * @param {readonly import("../setup/places.mjs").Service[]} services
 * @param {{ patienceMs: number, signal: AbortSignal }} limits
 */
export async function allReady(services, { patienceMs, signal }) {
  const patience = Date.now() + patienceMs;
  /** @type {(name: string, isThere: () => boolean | Promise<boolean>) => Promise<void>} */
  const wait = async (name, isThere) => {
    while (!(await isThere())) {
      if (Date.now() > patience) throw new Error(`The ${name} did not answer within ${patienceMs / 1000} s.`);
      await pause(200, undefined, { signal });
    }
  };
  /** @type {(name: string, path?: string) => () => Promise<boolean>} */
  const page =
    (name, path = "/") =>
    () =>
      answers(addressOf(services, name) + path);
  await Promise.all([
    wait("portal", page("portal")),
    wait("authenticator", page("authenticator")),
    wait("inbox", page("inbox")),
    wait("server", page("portal", "/api/about")),
    wait("server", page("authenticator", "/api/about")),
  ]);
}

/**
 * Sends the name only in the Host header, because some systems don't resolve portal.localhost.
 *
 * @param {string} address
 * @returns {Promise<boolean>}
 */
function answers(address) {
  const { host, port, pathname: path } = new URL(address);
  return new Promise((resolve) => {
    const options = { host: "127.0.0.1", port, path, headers: { host }, timeout: 5000, agent: false };
    const asking = get(options, (reply) => {
      reply.resume();
      resolve(reply.statusCode === 200);
    });
    asking.on("timeout", () => asking.destroy());
    asking.on("error", () => resolve(false));
  });
}
