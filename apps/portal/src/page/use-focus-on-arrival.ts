import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** Moves the focus to the page that was gone to, as a browser does for a page that it loads. */
export function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash } = useLocation();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === pathname) return;
    const isFirst = shown.current === undefined;
    shown.current = pathname;
    // The login page took the focus with it; a user who has moved it since keeps it.
    if (isFirst && document.activeElement !== document.body) return;
    // A place on the page that the address names has taken it, or will.
    if (hash !== "") return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname, hash]);
  return main;
}
