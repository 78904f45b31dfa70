import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";

const pauseMilliseconds = 250;

/** The text of the search field and the search in the URL. The URL is updated when the user stops typing. */
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

  // If the user follows a link to another search, show that search in the field.
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setTyped(search);
  }, [search]);

  return { typed, setTyped, search };
}
