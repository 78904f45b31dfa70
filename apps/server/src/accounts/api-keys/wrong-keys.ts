import { day, minute, second } from "../../core/clock.ts";
import { networkOf } from "../../core/network.ts";

const mostWrong = 30;
const countedForMs = 10 * minute;
const knownForMs = day;
const mostNetworks = 10_000;

interface Counter {
  count: number;
  since: number;
  /** The time of the network's last accepted key. */
  acceptedAt: number | null;
}

/**
 * Limits how many wrong keys a network can send. No attacker can guess 262 random bits, so the limit only
 * reduces the work of a flood. A network that recently sent a working key never waits. One broken script
 * therefore can't stop the other scripts.
 */
export class WrongKeys {
  readonly #counters = new Map<string, Counter>();

  /**
   * Returns for how many more seconds the server refuses keys from this address. Returns null if the server
   * accepts keys.
   */
  waitOf(address: string, now: number): number | null {
    const counter = this.#counters.get(networkOf(address));
    if (!counter || counter.count < mostWrong || isKnown(counter, now)) return null;
    const wait = Math.ceil((counter.since + countedForMs - now) / second);
    return wait > 0 && now >= counter.since ? wait : null;
  }

  noteWrong(address: string, now: number): void {
    const counter = this.#of(address, now);
    const isOver = now >= counter.since + countedForMs || now < counter.since;
    this.#keep(address, {
      ...counter,
      ...(isOver ? { count: 1, since: now } : { count: counter.count + 1 }),
    });
  }

  noteAccepted(address: string, now: number): void {
    this.#keep(address, { ...this.#of(address, now), acceptedAt: now });
  }

  #of(address: string, now: number): Counter {
    return this.#counters.get(networkOf(address)) ?? { count: 0, since: now, acceptedAt: null };
  }

  /** Forgets the oldest network if there are too many networks, because a flood must not fill the memory. */
  #keep(address: string, counter: Counter): void {
    const network = networkOf(address);
    this.#counters.delete(network);
    this.#counters.set(network, counter);
    const [oldest] = this.#counters.keys();
    if (this.#counters.size > mostNetworks && oldest !== undefined) this.#counters.delete(oldest);
  }
}

function isKnown({ acceptedAt }: Counter, now: number): boolean {
  return acceptedAt !== null && acceptedAt <= now && now < acceptedAt + knownForMs;
}
