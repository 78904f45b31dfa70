import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

const toStart = 30_000;
const toStop = 10_000;

interface Start {
  /** The file to run. */
  entry: string;
  args?: readonly string[];
  /** The whole environment that the server sees, apart from PATH. */
  env?: Readonly<Record<string, string>>;
}

/** A server in a process of its own, and what it has printed. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = "";
  #errors = "";

  constructor({ entry, args = [], env = {} }: Start) {
    // The cache halves the time that Node takes to read the sources, from the second start on.
    const ours = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
    this.#process = spawn(process.execPath, [entry, ...args], {
      env: { ...ours, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.#process, "close");
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#errors += text));
  }

  /** All that the server has printed, for the report of a test that failed. */
  get log(): string {
    return this.#output + this.#errors;
  }

  /** Waits until the server prints something that fits. Rejects, with what it said, when it ends or takes too long. */
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
      // Only this function knows of it yet, so it must end it.
      await this.kill();
      throw new Error(`The server ${what} before it printed ${pattern}.\n${this.log}`);
    }
  }

  /** Ends the server as an operator does, and rejects unless it ends in order. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const impatient = setTimeout(() => this.#process.kill("SIGKILL"), toStop);
    this.#process.kill("SIGTERM");
    await this.#ended;
    clearTimeout(impatient);
    if (this.#process.exitCode !== 0) throw new Error(`The server did not stop in order.\n${this.log}`);
  }

  /** Takes the server away between two instructions, as a power cut does. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }
}
