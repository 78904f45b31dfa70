interface Entry {
  at: number;
  act: () => Promise<void>;
}

/** The planned acts of the month, sorted by time. An act can add later acts. */
export class Agenda {
  readonly #entries: Entry[] = [];

  add(at: number, act: () => Promise<void>): void {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.at ?? at) <= at) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { at, act });
  }

  async run(turnTo: (at: number) => void, until: number): Promise<void> {
    for (let next = this.#entries.shift(); next && next.at <= until; next = this.#entries.shift()) {
      turnTo(next.at);
      await next.act();
    }
  }
}
