import { createContext, type RefObject, use, useEffect } from "react";

/** The heading of the current screen. Code that removes a pressed button moves the focus to it. */
export const ScreenHeading = createContext<RefObject<HTMLHeadingElement | null>>({ current: null });

export function useScreenHeading(): RefObject<HTMLHeadingElement | null> {
  return use(ScreenHeading);
}

/** For an element that replaces the pressed one. Without this the focus moves to the body. */
export function useCaughtFocus(heading: RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
