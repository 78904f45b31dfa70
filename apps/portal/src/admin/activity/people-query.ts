import { call } from "@sallyport/contract/call";
import { listUsers } from "@sallyport/contract/users";
import type { Choice } from "@sallyport/ui/choice-field";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useAdministrators } from "../administrators/administrators-query.ts";

const mostOfEach = 8;

export function usePeople(typed: string): Choice[] {
  const search = useDeferredValue(typed.trim().toLowerCase());
  const { data: administrators = [] } = useAdministrators();
  const { data: users } = useQuery({
    queryKey: ["users", "choice", search],
    queryFn: ({ signal }) => call(listUsers, { query: { search, limit: mostOfEach } }, signal),
    placeholderData: keepPreviousData,
    enabled: search !== "",
  });
  if (search === "") return [];
  const found = administrators.filter(
    ({ name, email }) =>
      `${name} ${email}`
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(search)) || name.toLowerCase().startsWith(search),
  );
  return [...(users?.users ?? []), ...found.slice(0, mostOfEach)].map(({ id, name, email }) => ({
    value: id,
    label: name,
    hint: email,
  }));
}
