import { useEffect } from "react";
import { useLocation } from "react-router";

/** Render this after the sections. */
export function NamedSection() {
  // React Router creates a new object at each navigation, so the effect also runs if the link is the same.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
