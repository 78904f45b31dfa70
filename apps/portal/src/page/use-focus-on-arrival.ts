import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** After a navigation inside the app, focuses the content of the new page, as a browser does after loading a page. */
export function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname, hash } = useLocation();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === pathname) return;
    const isFirst = shown.current === undefined;
    shown.current = pathname;
    // On the first page, keep the focus where it is if the user has already moved it.
    if (isFirst && document.activeElement !== document.body) return;
    // If the URL has a hash, the element that it names gets the focus instead.
    if (hash !== "") return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname, hash]);
  return main;
}
