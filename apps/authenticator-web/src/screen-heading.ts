import { createContext, type RefObject, use, useEffect } from "react";

/** The heading of the current screen. It receives the focus when a pressed button disappears. */
export const ScreenHeading = createContext<RefObject<HTMLHeadingElement | null>>({ current: null });

export function useScreenHeading(): RefObject<HTMLHeadingElement | null> {
  return use(ScreenHeading);
}

/** Focuses the heading if nothing has the focus, for example after a pressed button has disappeared. */
export function useCaughtFocus(heading: RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
