import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";

const pauseMilliseconds = 250;

/** What is typed into a search field, and the part of it that typing has come to rest on. The URL follows the latter. */
export function useSearch() {
  const [params, setParams] = useSearchParams();
  const inUrl = params.get("search") ?? "";
  const [typed, setTyped] = useState(inUrl);
  const [search, setSearch] = useState(inUrl);

  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    if (search !== inUrl) setParams(search === "" ? {} : { search }, { replace: true });
  }, [search, inUrl, setParams]);

  return { typed, setTyped, search };
}
