import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own for all that a program could write: its home, its temporary files and where it runs. */
export class Place implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<Place> {
    return new Place(await mkdtemp(join(tmpdir(), "disposable-proof-")));
  }

  /** The path also marks the processes that have it in their environment. */
  get env(): Record<string, string> {
    return { PATH: process.env["PATH"] ?? "", HOME: this.path, TMPDIR: this.path };
  }

  files(): Promise<string[]> {
    return readdir(this.path, { recursive: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
