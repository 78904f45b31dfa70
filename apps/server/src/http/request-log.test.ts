import type { FastifyInstance, InjectOptions } from "fastify";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { authenticatorOrigin, portalOrigin } from "../../lab/simulation/browser.ts";
import { type SimulatedApp, simulateApp } from "../../lab/simulation/simulated-app.ts";
import { buildApp } from "../app.ts";

let world: SimulatedApp;
let app: FastifyInstance;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  world = await simulateApp();
  lines = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const config = {
    portalOrigin,
    authenticatorOrigin,
    trustedProxies: [],
    webApps: null,
    hasApiDocs: false,
  };
  app = await buildApp(config, world.parts, log);
});
afterEach(async () => {
  await app.close();
  await world[Symbol.asyncDispose]();
});

const ask = (url: string, more: InjectOptions = {}) =>
  app.inject({ url, headers: { host: new URL(portalOrigin).host }, ...more });

test("the log names what was asked for, and never what was searched for", { tags: ["R73"] }, async () => {
  for (const url of ["/api/admin/users?search=ursula%40example.com", "/nowhere?token=secret"]) await ask(url);
  const text = JSON.stringify(lines);
  expect(text).toContain('"url":"/api/admin/users"');
  expect(text).toContain('"url":"/nowhere"');
  expect(text).not.toMatch(/ursula|secret/);
});

test("each request leaves one line: what was asked, with which result, and how long it took", async () => {
  await ask("/api/about");
  await ask("/api/user/home");
  await ask("/%zz");
  expect(lines).toMatchObject([
    {
      level: 30,
      msg: "request",
      req: { method: "GET", url: "/api/about" },
      route: "/api/about",
      status: 200,
    },
    { level: 30, msg: "request", req: { url: "/api/user/home" }, status: 401 },
    { level: 30, msg: "request", req: { url: "/%zz" }, status: 400 },
  ]);
  for (const { milliseconds } of lines) expect(milliseconds).toBeTypeOf("number");
});

test("every answer carries the id of its line, and no two requests have the same", async () => {
  const answers = [
    await ask("/api/about"),
    await ask("/api/user/home"),
    await ask("/nowhere"),
    await ask("/%zz"),
    await ask("/health/live"),
    await ask("/api/about", { headers: { host: "evil.example" } }),
  ];
  const ids = answers.map(({ headers }) => headers["x-request-id"]);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(ids.length);
  const logged = lines.filter(({ msg }) => msg === "request").map(({ reqId }) => reqId);
  expect(logged).toEqual(ids.filter((_, index) => index !== 4));
});

test("what a body or a cookie holds is not in the log", { tags: ["R73"] }, async () => {
  const host = new URL(portalOrigin).host;
  await ask("/api/user/sign-in/password", {
    method: "POST",
    headers: { host, cookie: "__Host-sallyport-user=kept-cookie", authorization: "Bearer kept-token" },
    payload: { login: "kept-login", password: "kept-password" },
  });
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain("kept-");
});

test("an id that a caller sends is not taken over", async () => {
  const headers = { host: new URL(portalOrigin).host, "x-request-id": "chosen", "request-id": "chosen" };
  expect((await ask("/api/about", { headers })).headers["x-request-id"]).not.toBe("chosen");
  expect(JSON.stringify(lines)).not.toContain("chosen");
});
