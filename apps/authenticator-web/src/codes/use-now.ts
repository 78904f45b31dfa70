import { useEffect, useState } from "react";

/**
 * Returns milliseconds since 1970. The component renders again at every full second, and when the user returns
 * to the page.
 */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      clearTimeout(timer);
      const read = Date.now();
      setNow(read);
      timer = setTimeout(tick, 1000 - (read % 1000));
    };
    tick();
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}
