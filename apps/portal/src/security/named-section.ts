import { useEffect } from "react";
import { useLocation } from "react-router";

/**
 * Place it after the sections of a page. It scrolls to the section that the URL's hash names, and focuses its heading.
 */
export function NamedSection() {
  // Each navigation creates a new object, so the same link works again.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
