import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";

const pauseMilliseconds = 250;

/** Updates the URL when the user stops typing. */
export function useSearch() {
  const [params, setParams] = useSearchParams();
  const search = params.get("search") ?? "";
  const [typed, setTyped] = useState(search);
  const written = useRef(search);

  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim();
      if (next === written.current) return;
      written.current = next;
      setParams(next === "" ? {} : { search: next }, { replace: true });
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, setParams]);

  // The user followed a link to another search.
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setTyped(search);
  }, [search]);

  return { typed, setTyped, search };
}
