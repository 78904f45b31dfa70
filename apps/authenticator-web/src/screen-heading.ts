import { createContext, type RefObject, use, useEffect } from "react";

/** The page's heading. It gets the focus when a pressed button disappears. */
export const ScreenHeading = createContext<RefObject<HTMLHeadingElement | null>>({ current: null });

export function useScreenHeading(): RefObject<HTMLHeadingElement | null> {
  return use(ScreenHeading);
}

export function useCaughtFocus(heading: RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
