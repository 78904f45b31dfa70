import { TurnableClock } from "@sallyport/server/lab/simulation/turnable-clock.ts";

/** Runs like the machine's clock, with an offset, until it is told to stand still. */
export class OffsetClock extends TurnableClock {
  #offset: number;
  #stands = false;

  constructor(now: number) {
    super(now);
    this.#offset = now - Date.now();
  }

  get stands(): boolean {
    return this.#stands;
  }

  override now(): number {
    return this.#stands ? super.now() : Date.now() + this.#offset;
  }

  override turnTo(now: number): void {
    super.turnTo(now);
    this.#offset = now - Date.now();
  }

  stop(): void {
    super.turnTo(this.now());
    this.#stands = true;
  }

  run(): void {
    this.turnTo(this.now());
    this.#stands = false;
  }
}
