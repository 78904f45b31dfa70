import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

const toStart = 30_000;
const toStop = 10_000;

interface Start {
  entry: string;
  args?: readonly string[];
  /** All environment variables except PATH. */
  env?: Readonly<Record<string, string>>;
}

export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = "";
  #errors = "";

  constructor({ entry, args = [], env = {} }: Start) {
    // With this cache, every start after the first loads the sources in half the time.
    const ours = { PATH: process.env["PATH"], NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
    this.#process = spawn(process.execPath, [entry, ...args], {
      env: { ...ours, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.#process, "close");
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#errors += text));
  }

  /** The whole output. Reports of failed tests show it. */
  get log(): string {
    return this.#output + this.#errors;
  }

  /** Rejects with the output if the server ends or takes too long. */
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
      // After a failed start, the caller may have no reference to the server.
      await this.kill();
      throw new Error(`The server ${what} before it printed ${pattern}.\n${this.log}`);
    }
  }

  /** Rejects if the server doesn't exit cleanly. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const impatient = setTimeout(() => this.#process.kill("SIGKILL"), toStop);
    this.#process.kill("SIGTERM");
    await this.#ended;
    clearTimeout(impatient);
    if (this.#process.exitCode !== 0) throw new Error(`The server did not stop in order.\n${this.log}`);
  }

  /** Ends the server without warning, like a power cut. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }

  get #isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }
}
