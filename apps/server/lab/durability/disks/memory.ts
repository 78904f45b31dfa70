import { readFile } from "node:fs/promises";

const intervalMs = 250;

export class MemoryWatch implements Disposable {
  readonly #timer: NodeJS.Timeout;
  most = 0;

  constructor(pid: number) {
    this.#timer = setInterval(() => void this.#look(pid), intervalMs);
  }

  async #look(pid: number): Promise<void> {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const [, kilobytes = "0"] = /^VmRSS:\s+(\d+)/m.exec(status) ?? [];
    this.most = Math.max(this.most, Number(kilobytes) / 1024);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
