import { Refused } from "../http/problems.ts";

interface Waiting {
  start: () => void;
  refuse: (reason: Refused) => void;
}

interface Limits {
  /** How many run at once. */
  atOnce: number;
  /** How many may wait, of all sources together. */
  longest: number;
}

export type InTurn = <T>(source: string, work: () => Promise<T>) => Promise<T>;

/**
 * Runs costly work a few at a time. Sources take turns, so that who sends one request waits for one of each other
 * source's, not for a flood's thousands; and when the queue is full, whoever has most waiting gives way.
 */
export function createHashQueue({ atOnce, longest }: Limits): InTurn {
  /** In the order of whose turn is next. */
  const lines = new Map<string, Waiting[]>();
  let waiting = 0;
  let running = 0;

  function join(source: string): Promise<void> {
    if (waiting >= longest) makeRoomFor(source);
    return new Promise((start, refuse) => {
      const line = lines.get(source) ?? [];
      line.push({ start, refuse });
      lines.set(source, line);
      waiting++;
    });
  }

  function makeRoomFor(source: string): void {
    const longestLine = [...lines.values()].reduce(
      (one, other) => (other.length > one.length ? other : one),
      [],
    );
    if (longestLine.length <= (lines.get(source)?.length ?? 0) + 1) throw busy();
    longestLine.pop()?.refuse(busy());
    waiting--;
  }

  function startNext(): void {
    running--;
    const [source, line] = lines.entries().next().value ?? [];
    if (source === undefined || line === undefined) return;
    const next = line.shift();
    lines.delete(source);
    if (line.length > 0) lines.set(source, line);
    waiting--;
    running++;
    next?.start();
  }

  return async (source, work) => {
    if (running < atOnce) running++;
    else await join(source);
    try {
      return await work();
    } finally {
      startNext();
    }
  };
}

const busy = () => new Refused("too-many-requests", { retryAfterSeconds: 5 });
