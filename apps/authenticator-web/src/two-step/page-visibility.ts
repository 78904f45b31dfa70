import { useSyncExternalStore } from "react";

/** Whether the page is visible. A page is hidden while the phone is locked or the user is in another app. */
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
