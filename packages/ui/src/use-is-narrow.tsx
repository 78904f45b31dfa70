import { useSyncExternalStore } from "react";

/** Returns whether the window is narrower than `width`, which is a length such as `48rem`. */
export function useIsNarrow(width: string): boolean {
  const query = matchMedia(`(width < ${width})`);
  return useSyncExternalStore(
    (onChange) => {
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => query.matches,
  );
}
