import type { UserFilters } from "@sallyport/contract/user-filters";
import { searchedWords } from "../../../core/folded-words.ts";
import { spanOfDay } from "../../../core/local-day.ts";
import type { Filters } from "./conditions.repository.ts";

/** Returns null if the search text contains no words. Then no user can match. */
export function filtersIn({ search, dueOn, ...filters }: UserFilters, timeZone: string): Filters | null {
  const words = searchedWords(search);
  if (search !== "" && words.length === 0) return null;
  return { ...filters, words, ...(dueOn === undefined ? {} : { dueIn: spanOfDay(dueOn, timeZone) }) };
}
