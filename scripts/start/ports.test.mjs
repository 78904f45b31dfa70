import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { refuseTakenPorts, takenSentence } from "./ports.mjs";

/** @type {import("node:net").Server[]} */
const opened = [];

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** @param {string} host */
async function openPort(host) {
  const server = createServer().listen(0, host);
  opened.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { name: "portal", variable: "SALLYPORT_PORTAL_PORT", port: address.port };
}

test("a taken port is refused in a sentence that names it and says how to move", async () => {
  const service = await openPort("127.0.0.1");
  await expect(refuseTakenPorts([service], 0)).rejects.toThrow(
    `Port ${service.port} (portal) is taken, perhaps by another \`npm start\`. End what uses it, or choose another:\n\n` +
      `  SALLYPORT_PORTAL_PORT=${service.port + 10} npm start\n`,
  );
});

test("several taken ports are named together", () => {
  const portal = { name: "portal", variable: "SALLYPORT_PORTAL_PORT", port: 4600 };
  const inbox = { name: "inbox", variable: "SALLYPORT_INBOX_PORT", port: 4603 };
  expect(takenSentence([portal, inbox])).toBe(
    "Ports 4600 (portal) and 4603 (inbox) are taken, perhaps by another `npm start`. End what uses them, or choose " +
      "another:\n\n  SALLYPORT_PORTAL_PORT=4610 SALLYPORT_INBOX_PORT=4613 npm start\n",
  );
});

test("a port taken on the IPv6 loopback only is taken too", async () => {
  const service = await openPort("::1");
  await expect(refuseTakenPorts([service], 0)).rejects.toThrow(takenSentence([service]));
});

test("a port that is let go in time is free", async () => {
  const service = await openPort("127.0.0.1");
  const refusal = refuseTakenPorts([service]);
  opened.splice(0).forEach((server) => server.close());
  await expect(refusal).resolves.toBeUndefined();
});
