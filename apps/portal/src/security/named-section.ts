import { useEffect } from "react";
import { useLocation } from "react-router";

/** Shown after the sections of a page: brings the one that the address names into view, and the focus to its heading. */
export function NamedSection() {
  // Another visit is another object, so the same link works again.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
