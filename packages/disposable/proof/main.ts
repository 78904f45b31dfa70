// `npm run disposable:proof` starts and stops many stacks, kills the parent of some, and looks for what is left.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { memoryOf, openPorts, processesWith } from "./leftovers.ts";
import { Place } from "./place.ts";

const { values } = parseArgs({
  options: { stacks: { type: "string", default: "200" }, killed: { type: "string", default: "20" } },
});
const [stacks, killed] = [Number(values.stacks), Number(values.killed)];
const atOnce = 2;
const longestEndMs = 10_000;
const program = fileURLToPath(new URL("../src/program.ts", import.meta.url));
const parent = fileURLToPath(new URL("parent.ts", import.meta.url));

interface Seen {
  startMs: number;
  ownMiB: number;
  isKilled: boolean;
}

await using place = await Place.make();
const seen: Seen[] = [];
const ports: number[] = [];
const left: string[] = [];
let next = 0;
await Promise.all(Array.from({ length: atOnce }, work));
await end();

async function work(): Promise<void> {
  while (next < stacks) {
    const index = next++;
    const isKilled = index < killed;
    seen.push(await (isKilled ? killParent(index) : startAndStop()));
    if (seen.length % 20 === 0) console.log(`${seen.length} of ${stacks}`);
  }
}

async function startAndStop(): Promise<Seen> {
  const since = performance.now();
  const started = spawn(process.execPath, [program], {
    cwd: place.path,
    env: place.env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const own = await lineIn(started.stdout);
  const startMs = performance.now() - since;
  const ownMiB = memoryOf(started.pid ?? 0);
  started.stdin.end();
  await ended(started);
  note(own);
  return { startMs, ownMiB, isKilled: false };
}

async function killParent(index: number): Promise<Seen> {
  const mark = { ...place.env, PROOF_OF: `${process.pid}-${index}-` };
  const way = index % 2 === 0 ? "api" : "shell";
  const since = performance.now();
  const started = spawn(process.execPath, [parent, way], {
    cwd: place.path,
    env: mark,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const own = await lineIn(started.stdout);
  const startMs = performance.now() - since;
  started.kill("SIGKILL");
  await ended(started);
  const until = performance.now() + longestEndMs;
  const isAnyLeft = () => processesWith(mark.PROOF_OF).length + openPorts(portsOf(own)).length > 0;
  while (isAnyLeft() && performance.now() < until) await pause(20);
  note(own);
  return { startMs, ownMiB: 0, isKilled: true };
}

function portsOf({ port, control }: Line): number[] {
  return [port, Number(new URL(control).port)];
}

function note(line: Line): void {
  const own = portsOf(line);
  ports.push(...own);
  left.push(...openPorts(own).map((each) => `port ${each}`));
}

interface Line {
  port: number;
  control: string;
}

async function lineIn(stdout: NodeJS.ReadableStream): Promise<Line> {
  for await (const line of createInterface(stdout)) return JSON.parse(line) as Line;
  throw new Error("A stack ended before it was ready.");
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function end(): Promise<void> {
  const processes = processesWith(place.path);
  const files = await place.files();
  const all = [
    ...left,
    ...openPorts(ports).map((port) => `port ${port}`),
    ...processes.map((pid) => `process ${pid}`),
    ...files.map((file) => `file ${file}`),
  ];
  const stopped = seen.filter(({ isKilled }) => !isKilled);
  const ofStart = sorted(stopped.map(({ startMs }) => startMs));
  const memory = sorted(stopped.map(({ ownMiB }) => ownMiB));
  console.log(
    `${seen.length} stacks, ${seen.length - stopped.length} by SIGKILL of the parent, ${atOnce} at once, ${cpus().length} cores, Node ${process.versions.node}`,
  );
  console.log(`start: median ${at(ofStart, 0.5)} ms, 90 % within ${at(ofStart, 0.9)} ms`);
  console.log(`memory: median ${at(memory, 0.5)} MiB, most ${at(memory, 1)} MiB`);
  console.log(all.length === 0 ? "left: no process, port, file or folder" : `left:\n  ${all.join("\n  ")}`);
  process.exitCode = all.length === 0 && seen.length === stacks ? 0 : 1;
}

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}

function at(numbers: readonly number[], part: number): number {
  return Math.round(numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0);
}
