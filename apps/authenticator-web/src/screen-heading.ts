import { createContext, type RefObject, use, useEffect } from "react";

export const ScreenHeading = createContext<RefObject<HTMLHeadingElement | null>>({ current: null });

export function useScreenHeading(): RefObject<HTMLHeadingElement | null> {
  return use(ScreenHeading);
}

export function useCaughtFocus(heading: RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
