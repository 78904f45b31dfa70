import { monitorEventLoopDelay } from "node:perf_hooks";

// `node --import` loads this file into a server. The server answers each message with the delay of its event
// loop.
const resolutionMs = 1;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

export interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
}

/** The histogram's values include the timer's own interval. */
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - resolutionMs);
}

process.on("message", () => {
  const answer: LoopDelay = {
    p50: late(delay.percentile(50)),
    p99: late(delay.percentile(99)),
    max: late(delay.max),
  };
  process.send?.(answer);
  delay.reset();
});
// The channel must not keep a stopping server alive.
process.channel?.unref();
