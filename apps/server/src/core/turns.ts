interface Work {
  /** Returns the receivers for which something waits. The first ones begin first. */
  due: () => Promise<readonly string[]>;
  take: (receiver: string, signal: AbortSignal) => Promise<void>;
  onFailure: (error: unknown) => void;
  /** How many receivers can have a turn at the same time. The others wait until `takeDue` is called again. */
  atOnce: number;
}

/** Each receiver has at most one turn at a time, so a slow receiver doesn't delay the others. */
export class Turns {
  readonly #work: Work;
  readonly #stopping = new AbortController();
  readonly #turns = new Map<string, Promise<void>>();
  #reading: Promise<void> = Promise.resolve();

  constructor(work: Work) {
    this.#work = work;
  }

  /** Resolves after the turns that run now are over. */
  async takeDue(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#begin());
    await this.#reading;
    await Promise.all(this.#turns.values());
  }

  /** Aborts the turns that run, and begins no other. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reading;
    await Promise.all(this.#turns.values());
  }

  async #begin(): Promise<void> {
    const { due, onFailure, atOnce } = this.#work;
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    try {
      const receivers = await due();
      if (signal.aborted) return;
      for (const receiver of receivers) {
        if (this.#turns.size >= atOnce) return;
        if (!this.#turns.has(receiver)) this.#turns.set(receiver, this.#take(receiver));
      }
    } catch (error) {
      onFailure(error);
    }
  }

  async #take(receiver: string): Promise<void> {
    try {
      await this.#work.take(receiver, this.#stopping.signal);
    } catch (error) {
      this.#work.onFailure(error);
    } finally {
      this.#turns.delete(receiver);
    }
  }
}
