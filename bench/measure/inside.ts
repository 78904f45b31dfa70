import { monitorEventLoopDelay } from "node:perf_hooks";

// `node --import` loads this file into a server, which then answers each message with the delay of its event
// loop.
const resolutionMs = 1;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

export interface LoopDelay {
  p50: number;
  p99: number;
  max: number;
}

/** Subtracts the timer's own interval, which the values of the histogram include. */
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
// Without `unref`, the channel would keep a stopping server alive.
process.channel?.unref();
