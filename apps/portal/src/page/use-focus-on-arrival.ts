import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** A browser also moves the focus after a full page load. */
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
    // `NamedSection` focuses the element that the hash names.
    if (hash !== "") return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname, hash]);
  return main;
}
