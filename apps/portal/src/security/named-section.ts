import { useEffect } from "react";
import { useLocation } from "react-router";

export function NamedSection() {
  // React Router creates a new location at each navigation. A second click on the same link therefore runs the
  // effect again.
  const location = useLocation();
  useEffect(() => {
    const heading = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }, [location]);
  return null;
}
