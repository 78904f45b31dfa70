import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { buildApp } from "../app.ts";

const bound = 500;
const host = new URL(portalOrigin).host;
const quick = `GET /api/about HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
const withBody = `POST /api/user/sign-in/password HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n`;

let world: SimulatedApp;
let port: number;
beforeEach(async () => {
  world = await simulateApp();
  const places = { portalOrigin, authenticatorOrigin, webApps: null };
  const config = { ...places, hasApiDocs: false, trustedProxies: [] };
  const app = await buildApp(config, world.parts, pino({ level: "silent" }), bound);
  await app.listen({ host: "127.0.0.1", port: 0 });
  ({ port } = app.server.address() as AddressInfo);
  onTestFinished(() => app.close());
});
afterEach(() => world[Symbol.asyncDispose]());

async function connected(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

const tooLong = 4 * bound;

async function lifeOf(socket: Socket, begin: string): Promise<number> {
  const began = performance.now();
  const closed = once(socket, "close");
  socket.resume();
  socket.write(begin);
  const trickle = setInterval(() => socket.write("x"), bound / 10);
  const impatient = setTimeout(() => socket.destroy(), tooLong);
  await closed;
  clearTimeout(impatient);
  clearInterval(trickle);
  return performance.now() - began;
}

test.for([
  ["a body", withBody],
  ["headers", `GET /api/about HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `],
  ["a request line", "GET /api/"],
] as const)(
  "%s that comes byte by byte ends with its connection in time",
  { tags: ["AT-90"] },
  async ([, begin]) => {
    const life = await lifeOf(await connected(), begin);
    expect(life).toBeGreaterThan(bound - 100);
    expect(life).toBeLessThan(tooLong);
  },
);

test("a slow body is bounded behind requests that were answered on the same connection", {
  tags: ["AT-90"],
}, async () => {
  const socket = await connected();
  for (let time = 0; time < 3; time++) {
    socket.write(quick);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 200 OK/);
  }
  expect(await lifeOf(socket, withBody)).toBeLessThan(tooLong);
});

test("a body that was refused before it was there doesn't keep its connection", {
  tags: ["AT-90"],
}, async () => {
  const socket = await connected();
  const foreign = withBody.replace("\r\n\r\n", "\r\nOrigin: https://evil.example\r\n\r\n");
  expect(await lifeOf(socket, foreign)).toBeLessThan(tooLong);
});

test("a connection stays open for longer than a request may take while nothing is under way", async () => {
  const socket = await connected();
  socket.write(quick);
  await once(socket, "data");
  const end = once(socket, "close").then(() => "closed");
  const later = new Promise((resolve) => setTimeout(() => resolve("open"), 3 * bound));
  expect(await Promise.race([end, later])).toBe("open");
});
