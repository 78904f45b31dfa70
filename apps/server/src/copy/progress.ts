const quietMs = 3000;

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
