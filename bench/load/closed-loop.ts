import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "./connection.ts";

export type Work = (connection: Connection, lane: number) => Promise<unknown>;

export interface LoopOptions {
  ports: readonly [number, ...number[]];
  lanes: number;
  seconds: number;
  work: Work;
  atEnds: () => Promise<void>;
}

export interface LoopResult {
  count: number;
  seconds: number;
  latencies: number[];
}

/** Runs `work` in several lanes. Measuring starts when every lane has finished one piece of work. */
export async function closedLoop({ ports, lanes, seconds, work, atEnds }: LoopOptions): Promise<LoopResult> {
  const latencies: number[] = [];
  const now = { isMeasuring: false, isOver: false };
  const warm = Promise.withResolvers<void>();
  let cold = lanes;
  const runLane = async (lane: number): Promise<void> => {
    using connection = await Connection.open(ports[lane % ports.length] ?? ports[0]);
    for (let done = 0; !now.isOver; done += 1) {
      const start = performance.now();
      await work(connection, lane);
      if (now.isMeasuring) latencies.push(performance.now() - start);
      if (done === 0) cold -= 1;
      if (cold === 0) warm.resolve();
    }
  };
  const all = Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
  all.catch((error: unknown) => {
    now.isOver = true;
    warm.reject(error);
  });
  await warm.promise;
  await atEnds();
  now.isMeasuring = true;
  const begin = performance.now();
  await Promise.race([sleep(seconds * 1000), all]);
  // Measuring continues until there is one result per lane, because a busy machine can need more time.
  while (latencies.length < lanes) await Promise.race([sleep(100), all]);
  now.isMeasuring = false;
  const elapsed = (performance.now() - begin) / 1000;
  await atEnds();
  now.isOver = true;
  await all;
  return { count: latencies.length, seconds: elapsed, latencies };
}
