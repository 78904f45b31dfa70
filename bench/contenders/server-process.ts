import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tracing } from "../measure/fsyncs.ts";

export interface Start {
  name: string;
  words: readonly string[];
  env?: Readonly<Record<string, string>>;
  processors: readonly number[];
  folder: string;
  /** The file to which strace writes the syncs of all threads. */
  traceFile?: string | undefined;
}

const msToStop = 10_000;
const running = new Set<ChildProcess>();
// If this process fails, its servers must end too.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #log: string;
  #pid: number | undefined;
  readonly #isTraced: boolean;

  constructor({ name, words, env = {}, processors, folder, traceFile }: Start) {
    this.#log = join(folder, `${name.replaceAll(" ", "-")}.log`);
    this.#isTraced = traceFile !== undefined;
    const output = openSync(this.#log, "a");
    const command = ["-c", processors.join(","), ...(traceFile ? tracing(traceFile) : []), process.execPath];
    this.#child = spawn("taskset", [...command, ...words], {
      env: { PATH: process.env["PATH"], NODE_ENV: "production", ...env },
      stdio: ["ignore", output, output, "ipc"],
    });
    closeSync(output);
    running.add(this.#child);
    this.#child.on("exit", () => running.delete(this.#child));
  }

  /** The process id of the server itself, not of strace. */
  async pid(): Promise<number> {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("The server has no process.");
    if (!this.#isTraced) return pid;
    this.#pid ??= Number(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8"));
    return this.#pid;
  }

  async message<T>(sent?: object): Promise<T> {
    const ended = once(this.#child, "exit").then(() => "ended" as const);
    const answer = once(this.#child, "message") as Promise<[T]>;
    if (sent) this.#child.send(sent);
    const first = await Promise.race([answer, ended]);
    if (first === "ended") throw await this.#trouble();
    return first[0];
  }

  async mustRun(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw await this.#trouble();
  }

  async #trouble(): Promise<Error> {
    return new Error(
      `The server ended. Its log ends with:\n${(await readFile(this.#log, "utf8")).slice(-3000)}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    const impatient = setTimeout(() => this.#child.kill("SIGKILL"), msToStop);
    process.kill(await this.pid(), "SIGTERM");
    await ended;
    clearTimeout(impatient);
  }
}
