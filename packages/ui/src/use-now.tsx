import { useSyncExternalStore } from "react";

const tickMilliseconds = 10_000;

/** The time, which moves on in steps of ten seconds, so that what is told of it does not grow stale on the screen. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, lastTick));
}

function subscribe(onTick: () => void) {
  const timer = setInterval(onTick, tickMilliseconds);
  return () => clearInterval(timer);
}

function lastTick(): number {
  return Math.floor(Date.now() / tickMilliseconds) * tickMilliseconds;
}
