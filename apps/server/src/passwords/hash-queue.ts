import { surroundingsOf } from "../core/network.ts";
import { Refused } from "../core/refusal.ts";

interface Waiting {
  start: () => void;
  refuse: (reason: Refused) => void;
}

interface Limits {
  atOnce: number;
  longest: number;
  onWait?: (() => () => void) | undefined;
}

type Crowd = [source: string, line: Waiting[]][];

export type InTurn = <T>(source: string, work: () => Promise<T>) => Promise<T>;

/**
 * Sources take turns, so a flood from one address can't delay the others. If the queue is full, it refuses jobs
 * of the busiest /24 or /48 network.
 */
export function createHashQueue({ atOnce, longest, onWait }: Limits): InTurn {
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
    const crowds = Map.groupBy(lines, ([from]) => surroundingsOf(from));
    const own = crowds.get(surroundingsOf(source)) ?? [];
    const largest = [...crowds.values()].reduce(
      (one, other) => (sizeOf(other) > sizeOf(one) ? other : one),
      own,
    );
    const [from, line] = largest.reduce((one, other) => (other[1].length > one[1].length ? other : one));
    const isOwnSmaller = sizeOf(own) + 1 < sizeOf(largest);
    if (!isOwnSmaller && line.length <= (lines.get(source)?.length ?? 0) + 1) throw busy();
    line.pop()?.refuse(busy());
    if (line.length === 0) lines.delete(from);
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
    const endWait = onWait?.();
    try {
      if (running < atOnce) running++;
      else await join(source);
    } finally {
      endWait?.();
    }
    try {
      return await work();
    } finally {
      startNext();
    }
  };
}

function sizeOf(crowd: Crowd): number {
  return crowd.reduce((sum, [, line]) => sum + line.length, 0);
}

const busy = () => new Refused("too-many-requests", { retryAfterSeconds: 5 });
