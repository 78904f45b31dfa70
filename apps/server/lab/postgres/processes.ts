import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

export class Processes {
  readonly #postmaster: number;

  constructor(postmaster: number) {
    this.#postmaster = postmaster;
  }

  /** Stops all processes, as if the machine hung. Connections stay open. */
  pause(): void {
    // The postmaster is stopped first, so it can't start other processes.
    process.kill(this.#postmaster, "SIGSTOP");
    for (const pid of this.#started()) send(pid, "SIGSTOP");
  }

  resume(): void {
    for (const pid of this.#started()) send(pid, "SIGCONT");
    process.kill(this.#postmaster, "SIGCONT");
  }

  /** Ends all processes at the same time, like a crash of the machine. */
  async kill(): Promise<void> {
    this.pause();
    const started = this.#started();
    for (const pid of [this.#postmaster, ...started]) send(pid, "SIGKILL");
    await untilEnded(started);
  }

  /** Kills only the postmaster. The other processes notice the loss and end by themselves. */
  async killPostmaster(): Promise<void> {
    const started = this.#started();
    process.kill(this.#postmaster, "SIGKILL");
    await untilEnded(started);
  }

  #started(): number[] {
    const children = readFileSync(`/proc/${this.#postmaster}/task/${this.#postmaster}/children`, "utf8");
    return children.split(" ").filter(Boolean).map(Number);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function untilEnded(pids: readonly number[]): Promise<void> {
  for (const pid of pids) while (await isRunning(pid)) await pause(10);
}

/** A zombie has ended, although its parent hasn't read its exit status yet. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return stat !== null && !/\) [ZX] /.test(stat);
}
