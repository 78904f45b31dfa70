import { useSyncExternalStore } from "react";

/** False while the phone is locked or the user is in another app. */
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
