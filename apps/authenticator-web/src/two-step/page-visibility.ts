import { useSyncExternalStore } from "react";

export function useIsPageShown(): boolean {
  return useSyncExternalStore(subscribe, isPageShown);
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener("visibilitychange", onChange);
  return () => document.removeEventListener("visibilitychange", onChange);
}

function isPageShown(): boolean {
  return document.visibilityState === "visible";
}
