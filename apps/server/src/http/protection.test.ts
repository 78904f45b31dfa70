import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { simulateApp } from "../../lab/simulation/simulated-app.ts";
import { buildApp } from "../app.ts";
import { answerWithProblems } from "./problems.ts";
import { protect } from "./protection.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  await writeFile(join(folder, "index.html"), "<title>a page</title>");
});
afterAll(() => rm(folder, { recursive: true }));

async function policyOf(host: string, url: string): Promise<Record<string, string>> {
  await using world = await simulateApp({ portal: folder, authenticator: folder });
  const { headers } = await world.app.inject({ url, headers: { host } });
  const directives = String(headers["content-security-policy"]).split("; ");
  return Object.fromEntries(
    directives.map((text) => [text.split(" ")[0], text.split(" ").slice(1).join(" ")]),
  );
}

test.for<[host: string, url: string]>([
  ["portal.localhost:8080", "/forgot-password"],
  ["portal.localhost:8080", "/index.html"],
  ["authenticator.localhost:8080", "/"],
])(
  "%s%s runs its own scripts only, none inline, and can't be framed",
  { tags: ["R52"] },
  async ([host, url]) => {
    const policy = await policyOf(host, url);
    expect(policy).toMatchObject({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "connect-src": "'self'",
      "form-action": "'self'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "require-trusted-types-for": "'script'",
    });
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|https?:|\*/);
  },
);

test("a browser that came by https comes by nothing else for two years, subdomains included", {
  tags: ["R105"],
}, async () => {
  await using app = Fastify();
  answerWithProblems(app, () => Promise.resolve());
  protect(app, ["https://login.example.com", "http://portal.localhost:8080"]);
  const transportOf = async (host: string) =>
    (await app.inject({ url: "/", headers: { host } })).headers["strict-transport-security"];
  expect(await transportOf("login.example.com")).toBe("max-age=63072000; includeSubDomains");
  expect(await transportOf("portal.localhost:8080")).toBeUndefined();
  expect(await transportOf("other.example.com")).toBeUndefined();
});

test("a host is the portal's or the authenticator's in capitals and with the default port too", async () => {
  await using world = await simulateApp();
  const origins = {
    portalOrigin: "https://login.example.com",
    authenticatorOrigin: "https://app.example.com",
  };
  const config = {
    ...origins,
    webApps: null,
    hasApiDocs: false,
    trustedProxies: [],
  };
  const app = await buildApp(config, world.parts, pino({ level: "silent" }));
  onTestFinished(() => app.close());
  const status = async (url: string, host: string, headers = {}) =>
    (await app.inject({ method: "DELETE", url, headers: { host, ...headers } })).statusCode;
  const ofPortal = "/api/user/sign-in";
  for (const host of [
    "login.example.com",
    "login.example.com:443",
    "LOGIN.example.com",
    "Login.Example.Com:443",
  ]) {
    expect(await status(ofPortal, host)).toBe(200);
    expect(await status(ofPortal, host, { origin: "https://login.example.com:443" })).toBe(200);
    expect(await status(ofPortal, host, { origin: "https://app.example.com" })).toBe(403);
  }
  expect(await status(ofPortal, "APP.example.com:443")).toBe(404);
  for (const host of ["login.example.com:80", "login.example.com.", "login.example.com:4433"]) {
    expect(await status(ofPortal, host)).toBe(421);
  }
});

test("a request whose connection breaks has an address all the same, or is dropped", async () => {
  const app = Fastify();
  protect(app, ["http://portal.localhost:8080"]);
  const addresses: unknown[] = [];
  let requests = 0;
  app.server.on("request", () => requests++);
  app.post("/", (request) => {
    addresses.push(request.ip);
    return {};
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  for (let time = 0; time < 20; time++) {
    const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write(
      "POST / HTTP/1.1\r\nHost: portal.localhost:8080\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    );
    setImmediate(() => socket.resetAndDestroy());
    await once(socket, "close");
  }
  await app.close();
  expect(requests).toBeGreaterThan(0);
  expect(addresses.filter((address) => address !== "127.0.0.1")).toEqual([]);
});
