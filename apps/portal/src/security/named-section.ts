import { useEffect } from "react";
import { useLocation } from "react-router";

/** Focuses the section that the URL's hash names. Render it after the sections. */
export function NamedSection() {
  // React Router creates a new object at each navigation, so the same link runs the effect again.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
