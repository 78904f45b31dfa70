interface Waiting {
  lane: string;
  start: () => void;
}

export class Lanes {
  readonly #atOnce: number;
  readonly #busy = new Set<string>();
  readonly #waiting: Waiting[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  async run(lane: string, work: () => Promise<void>): Promise<void> {
    await new Promise<void>((start) => {
      this.#waiting.push({ lane, start });
      this.#startNext();
    });
    try {
      await work();
    } finally {
      this.#busy.delete(lane);
      this.#startNext();
    }
  }

  #startNext(): void {
    if (this.#busy.size >= this.#atOnce) return;
    const index = this.#waiting.findIndex(({ lane }) => !this.#busy.has(lane));
    const [next] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (!next) return;
    this.#busy.add(next.lane);
    next.start();
  }
}
