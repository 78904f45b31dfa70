import { useEffect } from "react";
import { useLocation } from "react-router";

/**
 * Scrolls to the section that the URL's hash names, and focuses its heading. Render it after the sections of the page.
 */
export function NamedSection() {
  // React Router creates a new object at each navigation, so the effect also runs if the user follows the same link
  // again.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
