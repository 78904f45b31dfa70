import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Trouble } from "./trouble.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** A relative path in SALLYPORT_DATA begins at the repository's root. */
export const data = resolve(root, process.env["SALLYPORT_DATA"] || ".data");

/**
 * A service has a `host` if browsers open it.
 *
 * @typedef {{ name: string, variable: string, port: number, host?: string }} Service
 * @type {readonly Service[]}
 */
const services = [
  { name: "portal", variable: "SALLYPORT_PORTAL_PORT", port: 4600, host: "portal.localhost" },
  {
    name: "authenticator",
    variable: "SALLYPORT_AUTHENTICATOR_PORT",
    port: 4601,
    host: "authenticator.localhost",
  },
  { name: "server", variable: "SALLYPORT_API_PORT", port: 4602 },
  { name: "inbox", variable: "SALLYPORT_INBOX_PORT", port: 4603, host: "localhost" },
  { name: "mail catcher", variable: "SALLYPORT_SMTP_PORT", port: 4625 },
];

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {Service[]}
 */
export function servicesIn(environment) {
  const placed = services.map((service) => {
    const asked = environment[service.variable];
    if (asked === undefined || asked === "") return service;
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Trouble(`${service.variable} has to be a port from 1 to 65535, but is "${asked}".`);
    }
    return { ...service, port };
  });
  for (const [index, { name, port }] of placed.entries()) {
    const other = placed.slice(0, index).find((earlier) => earlier.port === port);
    if (other) throw new Trouble(`The ${other.name} and the ${name} can't both have port ${port}.`);
  }
  return placed;
}

/**
 * @param {readonly Service[]} placed
 * @param {string} name
 */
export function addressOf(placed, name) {
  const service = placed.find((candidate) => candidate.name === name);
  if (!service?.host) throw new Error(`No browser asks for a service named ${name}`);
  return `http://${service.host}:${service.port}`;
}
