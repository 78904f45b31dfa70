import { useSyncExternalStore } from "react";

/** Whether the page is visible. Phones hide it when they are locked, or when another app is used. */
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
