import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { refusal } from "../requirements.ts";
import type { Description } from "../shown.ts";
import { type SallyportOptions, wordsOf } from "./options.ts";

const mostLog = 65_536;
const toStartMs = 60_000;
const toStopMs = 5_000;

const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
const program = fileURLToPath(new URL(`../program${extension}`, import.meta.url));

/** The process of one Sallyport. It ends when the pipe to its stdin closes. */
export class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  #log = "";

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    process.once("close", resolve).once("error", (error) => {
      this.#log += String(error);
      resolve();
    });
    process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#log = (this.#log + text).slice(-mostLog);
    });
    process.stdin.on("error", () => {});
  }

  static async start(options: SallyportOptions): Promise<{ child: Child; description: Description }> {
    const why = refusal(process.versions.node, process.env["NODE_ENV"]);
    if (why !== null) throw new Error(why);
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = new Child(spawn(process.execPath, [program, ...wordsOf(options)], { env, stdio: "pipe" }));
    if (typeof options.seed === "object") child.#process.stdin.write(`${JSON.stringify(options.seed)}\n`);
    const description = await child.#ready();
    child.#letParentEnd();
    return { child, description };
  }

  get log(): string {
    return this.#log;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async stop(): Promise<void> {
    const impatient = setTimeout(() => this.#process.kill("SIGKILL"), toStopMs);
    this.#process.stdin.end();
    await this.#ended;
    clearTimeout(impatient);
  }

  async #ready(): Promise<Description> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let printed = "";
    this.#process.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed.includes("\n")) resolve(printed);
    });
    void this.#ended.then(() =>
      reject(new Error(this.#log.trim() || "Sallyport ended before it was ready.")),
    );
    const tooLate = setTimeout(() => {
      reject(new Error(`Sallyport wasn't ready within ${toStartMs / 1000} s. It wrote:\n${this.#log}`));
      void this.stop();
    }, toStartMs);
    try {
      return JSON.parse(await promise) as Description;
    } finally {
      clearTimeout(tooLate);
    }
  }

  /** A test that forgets to stop it can end all the same. Its end then ends this process. */
  #letParentEnd(): void {
    this.#process.unref();
    for (const stream of [this.#process.stdin, this.#process.stdout, this.#process.stderr])
      if ("unref" in stream && typeof stream.unref === "function") stream.unref();
  }
}
