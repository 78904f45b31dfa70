import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** Moves the focus to the new page after a navigation, as a browser does after loading a page. */
export function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash } = useLocation();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === pathname) return;
    const isFirst = shown.current === undefined;
    shown.current = pathname;
    // After a login nothing has the focus. If the user has moved it since, keep it there.
    if (isFirst && document.activeElement !== document.body) return;
    // The element that the hash names has the focus, or will get it.
    if (hash !== "") return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname, hash]);
  return main;
}
