import { useSyncExternalStore } from "react";

const tickMilliseconds = 10_000;

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
