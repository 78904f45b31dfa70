import { TextField } from "@sallyport/ui/text-field";
import { useTypedSearch } from "../use-typed-search.ts";
import css from "./search-users.module.css";

interface SearchUsersProps {
  search: string;
  onSearch: (search: string) => void;
}

export function SearchUsers({ search, onSearch }: SearchUsersProps) {
  const [typed, setTyped] = useTypedSearch(search, onSearch);
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
