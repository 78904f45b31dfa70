const quietMs = 3000;

/** Says what a long command is doing, at most every three seconds. */
export class Progress {
  readonly #say: (line: string) => void;
  #next = performance.now() + quietMs;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  note(done: string, table: string, count: number, total = count): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + quietMs;
    this.#say(`${done} ${count} of ${total} rows of ${table}.`);
  }
}
