import type { Step } from "./trace.ts";

/** The bytes in a sector. After a power cut, a disk can lose any sector that wasn't synced. */
const sector = 512;

type Change = Extract<Step, { kind: "write" | "truncate" }>;

class File {
  #content: Buffer;
  #length: number;
  #pending: Change[] = [];
  #forgotten = 0;
  readonly #syncs = new Map<string, number>();

  constructor(content: Buffer) {
    this.#content = content;
    this.#length = content.length;
  }

  change(change: Change): void {
    this.#pending.push(change);
  }

  beginSync(thread: string): void {
    this.#syncs.set(thread, this.#forgotten + this.#pending.length);
  }

  endSync(thread: string): void {
    const covered = Math.max(0, (this.#syncs.get(thread) ?? 0) - this.#forgotten);
    for (const change of this.#pending.splice(0, covered)) this.#apply(change);
    this.#forgotten += covered;
    this.#syncs.delete(thread);
  }

  afterCut(isKept: () => boolean): Buffer {
    const image = new File(Buffer.from(this.#content.subarray(0, this.#length)));
    for (const change of this.#pending) {
      if (change.kind === "truncate") {
        if (isKept()) image.#apply(change);
        continue;
      }
      for (const part of sectorsOf(change)) if (isKept()) image.#apply(part);
    }
    return image.#content.subarray(0, image.#length);
  }

  #apply(change: Change): void {
    if (change.kind === "truncate") {
      this.#grow(change.length);
      this.#content.fill(0, change.length);
      this.#length = change.length;
      return;
    }
    const end = change.offset + change.data.length;
    this.#grow(end);
    change.data.copy(this.#content, change.offset);
    this.#length = Math.max(this.#length, end);
  }

  #grow(length: number): void {
    if (length <= this.#content.length) return;
    this.#content = Buffer.concat([this.#content, Buffer.alloc(length - this.#content.length + 2 ** 20)]);
  }
}

function sectorsOf(write: Extract<Change, { kind: "write" }>): Change[] {
  const parts: Change[] = [];
  for (let from = 0; from < write.data.length; ) {
    const offset = write.offset + from;
    const to = Math.min(write.data.length, from + sector - (offset % sector));
    parts.push({ ...write, offset, data: write.data.subarray(from, to) });
    from = to;
  }
  return parts;
}

export class Disk {
  readonly #files = new Map<string, File>();

  /** @param files the contents before the first step, by path */
  constructor(files: ReadonlyMap<string, Buffer>) {
    for (const [path, content] of files) this.#files.set(path, new File(Buffer.from(content)));
  }

  take(step: Step): void {
    const file = this.#files.get(step.file) ?? new File(Buffer.alloc(0));
    this.#files.set(step.file, file);
    if (step.kind === "sync-begins") file.beginSync(step.thread);
    else if (step.kind === "sync-ends") file.endSync(step.thread);
    else file.change(step);
  }

  afterCut(isKept: () => boolean): Map<string, Buffer> {
    return new Map([...this.#files].map(([path, file]) => [path, file.afterCut(isKept)]));
  }
}
