import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const toStart = 30_000;
const toStop = 10_000;

const running = new Set<ServerProcess>();
process.on("exit", () => {
  for (const server of running) server.killNow();
});

interface Start {
  entry: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  wrapper?: readonly string[];
}

export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #isWrapped: boolean;
  #output = "";
  #errors = "";

  constructor({ entry, args = [], env = {}, wrapper = [] }: Start) {
    // With the compile cache, every later start loads the sources in half the time.
    const ours = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
    const [command = process.execPath, ...words] = [...wrapper, process.execPath, entry, ...args];
    this.#isWrapped = wrapper.length > 0;
    this.#process = spawn(command, words, {
      env: { ...ours, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.#process, "close");
    running.add(this);
    this.#process.once("close", () => running.delete(this));
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#errors += text));
  }

  get log(): string {
    return this.#output + this.#errors;
  }

  /** The process id of the server, not of the wrapper. */
  get pid(): number {
    const { pid = 0 } = this.#process;
    if (!this.#isWrapped) return pid;
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
    return Number(child) || pid;
  }

  async prints(pattern: RegExp): Promise<string> {
    const { stdout } = this.#process;
    const ended = this.#ended.then(() => "ended" as const);
    const tooLate = AbortSignal.timeout(toStart);
    const late = once(tooLate, "abort").then(() => "took too long" as const);
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) return found[0];
      const news = stdout ? once(stdout, "data").then(() => "went on" as const) : ended;
      const what = await Promise.race([news, ended, late]);
      if (what === "went on") continue;
      await this.kill();
      throw new Error(`The server ${what} before it printed ${pattern}.\n${this.log}`);
    }
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const impatient = setTimeout(() => this.#signal("SIGKILL"), toStop);
    this.#signal("SIGTERM");
    await this.#ended;
    clearTimeout(impatient);
    if (this.#process.exitCode !== 0) throw new Error(`The server did not stop in order.\n${this.log}`);
  }

  /** Kills the server without a warning, as in a power cut. */
  async kill(): Promise<void> {
    this.killNow();
    await this.#ended;
  }

  killNow(): void {
    if (this.#isRunning) this.#signal("SIGKILL");
  }

  async end(): Promise<number | null> {
    await this.#ended;
    return this.#process.exitCode;
  }

  #signal(signal: "SIGTERM" | "SIGKILL"): void {
    if (this.#isWrapped) process.kill(this.pid, signal);
    else this.#process.kill(signal);
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }
}
