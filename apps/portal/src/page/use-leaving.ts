import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useUnloadWarning } from "./use-unload-warning.ts";
import { mayLeaveAtOnce } from "./without-question.ts";

type Destination = Pick<NavigationDestination, "key" | "url"> & { isBackOrForward: boolean };

/**
 * While there are unsaved changes, stops every navigation. In browsers without the Navigation API, stops only
 * reloads and the closing of the tab.
 */
export function useLeaving(isUnsaved: boolean) {
  useUnloadWarning(isUnsaved);
  const [held, setHeld] = useState<Destination>();
  const isLeaving = useRef(false);
  const navigate = useNavigate();

  useEffect(() => {
    if (!isUnsaved || !("navigation" in window)) return undefined;
    const hold = (event: NavigateEvent) => {
      const { url, key } = event.destination;
      const isSamePage = new URL(url).pathname === window.location.pathname;
      if (isSamePage || isLeaving.current || mayLeaveAtOnce() || !event.canIntercept || !event.cancelable)
        return;
      event.preventDefault();
      setHeld({ url, key, isBackOrForward: event.navigationType === "traverse" });
    };
    window.navigation.addEventListener("navigate", hold);
    return () => window.navigation.removeEventListener("navigate", hold);
  }, [isUnsaved]);

  function leave() {
    if (!held) return;
    isLeaving.current = true;
    const { pathname, search, hash } = new URL(held.url);
    if (held.isBackOrForward) window.navigation.traverseTo(held.key);
    else void navigate(pathname + search + hash);
  }

  return { isHeld: held !== undefined, leave, stay: () => setHeld(undefined) };
}
