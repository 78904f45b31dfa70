import { TextField } from "@sallyport/ui/text-field";
import css from "./search-field.module.css";
import { useTypedSearch } from "./use-typed-search.ts";

interface SearchFieldProps {
  label: string;
  placeholder: string;
  search: string;
  onSearch: (search: string) => void;
}

export function SearchField({ label, placeholder, search, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useTypedSearch(search, onSearch);
  return (
    <search className={css.search}>
      <TextField
        label={label}
        name="search"
        type="search"
        placeholder={placeholder}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </search>
  );
}
