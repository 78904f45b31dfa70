import { TextField } from "@sallyport/ui/text-field";
import { useEffect, useRef, useState } from "react";
import css from "./search-users.module.css";

const pauseMilliseconds = 250;

interface SearchUsersProps {
  search: string;
  onSearch: (search: string) => void;
}

export function SearchUsers({ search, onSearch }: SearchUsersProps) {
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

  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setTyped(search);
  }, [search]);

  return (
    <search className={css.search}>
      <TextField
        label="Search users"
        name="search"
        type="search"
        placeholder="Name, username or e-mail"
        aria-keyshortcuts="/"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <kbd className={css.key} aria-hidden>
        /
      </kbd>
    </search>
  );
}
