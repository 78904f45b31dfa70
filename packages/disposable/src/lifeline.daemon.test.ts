import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { openPorts, processesWith } from "../proof/leftovers.ts";
import { Place } from "../proof/place.ts";
import { createSallyport } from "./index.ts";

const parent = fileURLToPath(new URL("../proof/parent.ts", import.meta.url));
const program = fileURLToPath(new URL("program.ts", import.meta.url));

async function newPlace(): Promise<Place> {
  const place = await Place.make();
  onTestFinished(() => place[Symbol.asyncDispose]());
  return place;
}

async function lineOf(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error("There is no stdout.");
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Record<string, unknown>;
  throw new Error("It ended without a line.");
}

async function nothingIsLeft(place: Place, ports: readonly number[]): Promise<void> {
  const isAnyLeft = () => processesWith(place.path).length + openPorts(ports).length > 0;
  await vi.waitUntil(() => !isAnyLeft(), { timeout: 25_000, interval: 50 });
  expect(await place.files()).toEqual([]);
}

test.for(["api", "shell"])("after SIGKILL of the parent, nothing is left (%s)", async (way) => {
  const place = await newPlace();
  const killed = spawn(process.execPath, [parent, way], {
    cwd: place.path,
    env: place.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { port, control } = await lineOf(killed);
  const ports = [Number(port), Number(new URL(String(control)).port)];
  expect(openPorts(ports)).toEqual(ports);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  await nothingIsLeft(place, ports);
});

test("a parent that dies during the start leaves nothing either", async () => {
  const place = await newPlace();
  const killed = spawn(process.execPath, [parent, "api"], {
    cwd: place.path,
    env: place.env,
    stdio: "ignore",
  });
  await vi.waitUntil(() => processesWith(place.path).length === 2, { timeout: 10_000, interval: 5 });
  killed.kill("SIGKILL");
  expect(await once(killed, "exit")).toEqual([null, "SIGKILL"]);
  await nothingIsLeft(place, []);
});

test.for(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s ends the program in order", async (signal) => {
  const place = await newPlace();
  const started = spawn(process.execPath, [program], { cwd: place.path, env: place.env, stdio: "pipe" });
  const { port } = await lineOf(started);
  started.kill(signal);
  expect(await once(started, "exit")).toEqual([0, null]);
  await nothingIsLeft(place, [Number(port)]);
});

test("with --keep-running, it stays after its stdin ended", async () => {
  const place = await newPlace();
  const started = spawn(process.execPath, [program, "--keep-running"], {
    cwd: place.path,
    env: place.env,
    stdio: "pipe",
  });
  started.stdin?.end();
  const { issuer, port } = await lineOf(started);
  const ready = await fetch(`${String(issuer)}/health/ready`);
  expect(ready.status).toBe(200);
  started.kill("SIGTERM");
  await once(started, "exit");
  await nothingIsLeft(place, [Number(port)]);
});

test("after stop(), the port is free and the next call says that it has ended", async () => {
  const sallyport = await createSallyport();
  await sallyport.stop();
  expect(openPorts([sallyport.port])).toEqual([]);
  await expect(sallyport.clock.now()).rejects.toThrow("Sallyport doesn't answer any more.");
});

test("it refuses to start in production", async () => {
  const place = await newPlace();
  const env = { ...place.env, NODE_ENV: "production" };
  const refused = spawn(process.execPath, [program], { env, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  refused.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
  expect(await once(refused, "close")).toEqual([1, null]);
  expect(said.join("")).toContain("It doesn't start with NODE_ENV=production.");
});

test("only the line of JSON is on stdout", async () => {
  const place = await newPlace();
  const started = spawn(process.execPath, [program, "--log-level", "info"], {
    env: place.env,
    stdio: "pipe",
  });
  const printed: string[] = [];
  started.stdout?.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  const { issuer } = await lineOf(started);
  await fetch(`${String(issuer)}/.well-known/openid-configuration`);
  started.kill("SIGTERM");
  await once(started, "close");
  expect(printed.join("").trim().split("\n")).toHaveLength(1);
});
