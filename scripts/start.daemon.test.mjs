import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";

const variables = ["PORTAL", "AUTHENTICATOR", "API", "INBOX", "SMTP"].map((name) => `SALLYPORT_${name}_PORT`);

let folder = "";
/** @type {Record<string, string>} */
let settings = {};
/** @type {import("node:child_process").ChildProcess | undefined} */
let running;

beforeEach(async () => {
  // The packages must be installed. Otherwise `npm start` would reinstall them while this test uses them.
  if (!isInstalled())
    throw new Error("The npm packages are not those of the lockfile: npm ci, then try again.");
  folder = mkdtempSync(join(tmpdir(), "sallyport-start-"));
  const ports = await freePorts(variables.length);
  const moved = variables.map((variable, index) => [variable, `${ports[index]}`]);
  settings = { SALLYPORT_DATA: join(folder, "data"), SALLYPORT_APT: "off", ...Object.fromEntries(moved) };
});

afterEach(async () => {
  if (running) await pressCtrlC(running);
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

test("npm start prints passwords that log in, Ctrl-C ends all of it, and only --fresh starts over", async () => {
  const first = await start();
  expect(first.table).toContain(`Administrator Login │ http://portal.localhost:${portalPort()}/admin`);
  expect(await logIn(first.password)).toBe(200);
  expect(await logIn("not the right password")).toBe(401);
  expect((await ask("GET", "/docs/json")).text).toContain('"/api/{realm}/sign-in/password"');
  const { jwks_uri: keys } = JSON.parse((await ask("GET", "/.well-known/openid-configuration")).text);
  expect(JSON.parse((await ask("GET", new URL(keys).pathname)).text).keys).not.toEqual([]);
  await pressCtrlC(first.npm);
  expect(leftOver()).toEqual([]);

  const second = await start();
  expect(second.password).toBe(first.password);
  expect(await logIn(second.password)).toBe(200);
  await pressCtrlC(second.npm);

  const fresh = await start("--", "--fresh");
  expect(fresh.password).not.toBe(first.password);
  expect(await logIn(first.password)).toBe(401);
  await pressCtrlC(fresh.npm);
  expect(leftOver()).toEqual([]);
});

/**
 * Starts npm in a process group, as a terminal does, so Ctrl-C reaches all its processes.
 *
 * @param {string[]} words
 */
async function start(...words) {
  const npm = spawn("npm", ["start", ...words], {
    cwd: root,
    env: { ...process.env, ...settings },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running = npm;
  let printed = "";
  for (const output of [npm.stdout, npm.stderr])
    output.setEncoding("utf8").on("data", (text) => (printed += text));
  const ended = once(npm, "close").then(() => "ended");
  while (!printed.includes("Ctrl-C ends everything")) {
    if ((await Promise.race([once(npm.stdout, "data"), ended])) === "ended") throw new Error(printed);
  }
  const password = /│ +ursula +│ (\S+) +│/.exec(printed)?.[1];
  if (password === undefined) throw new Error(printed);
  return { npm, table: printed, password };
}

/** @param {import("node:child_process").ChildProcess} npm */
async function pressCtrlC(npm) {
  running = undefined;
  if (npm.exitCode !== null || npm.signalCode !== null) return;
  const ended = once(npm, "close");
  process.kill(-Number(npm.pid), "SIGINT");
  await ended;
}

function leftOver() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => [readOf(pid, "environ"), readOf(pid, "cmdline")].some((text) => text.includes(folder)))
    .map((pid) => readOf(pid, "cmdline").replaceAll("\0", " "));
}

/**
 * @param {string} pid
 * @param {string} file
 */
function readOf(pid, file) {
  try {
    return readFileSync(join("/proc", pid, file), "utf8");
  } catch {
    return "";
  }
}

/** @param {string} password */
async function logIn(password) {
  return (await ask("POST", "/api/user/sign-in/password", { login: "ursula", password })).status;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<{ status: number | undefined, text: string }>}
 */
async function ask(method, path, body) {
  const host = `portal.localhost:${portalPort()}`;
  const headers = { host, origin: `http://${host}`, "content-type": "application/json" };
  const asking = request({ host: "127.0.0.1", port: portalPort(), method, path, headers, agent: false });
  asking.end(body === undefined ? undefined : JSON.stringify(body));
  const [reply] = await once(asking, "response");
  let text = "";
  for await (const chunk of reply.setEncoding("utf8")) text += chunk;
  return { status: reply.statusCode, text };
}

function portalPort() {
  return Number(settings["SALLYPORT_PORTAL_PORT"]);
}

/** @param {number} count */
async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => /** @type {import("node:net").AddressInfo} */ (probe.address()).port);
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}
