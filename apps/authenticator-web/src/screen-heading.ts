import { createContext, type RefObject, use, useEffect } from "react";

/** The heading of the screen that is shown. Code that removes a pressed button moves the focus to it. */
export const ScreenHeading = createContext<RefObject<HTMLHeadingElement | null>>({ current: null });

export function useScreenHeading(): RefObject<HTMLHeadingElement | null> {
  return use(ScreenHeading);
}

/** For what appears in the place of the thing that was pressed: without this the focus falls to the body. */
export function useCaughtFocus(heading: RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
