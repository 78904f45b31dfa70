import { useEffect, useRef, useState } from "react";

const pauseMilliseconds = 250;

/** Searches a moment after the user has stopped typing. */
export function useTypedSearch(search: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(search);
  const sent = useRef(search);

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim();
      if (next === sent.current) return;
      sent.current = next;
      onSearch(next);
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);

  // If something else changes the search, for example a link, the field shows the new search.
  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setTyped(search);
  }, [search]);

  return [typed, setTyped] as const;
}
