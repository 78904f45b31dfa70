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

  // If the search was changed elsewhere, for example by a link, the field shows it.
  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setTyped(search);
  }, [search]);

  return [typed, setTyped] as const;
}
