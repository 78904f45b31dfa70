import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** Focuses the new page's content, as a browser does after loading a page. */
export function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash } = useLocation();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === pathname) return;
    const isFirst = shown.current === undefined;
    shown.current = pathname;
    // On the first page, the user may already have moved the focus.
    if (isFirst && document.activeElement !== document.body) return;
    // If the URL has a hash, the named element gets the focus.
    if (hash !== "") return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname, hash]);
  return main;
}
