import { ActivityFilter } from "@sallyport/contract/activity";
import { useSearchParams } from "react-router";

const names = ["person", "kind", "group", "outcome", "address", "from", "to"] as const;

export type Filter = Readonly<Partial<Record<(typeof names)[number], string>>>;

export function useActivityFilter() {
  const [params, setParams] = useSearchParams();
  function setFilter(changes: Partial<Record<(typeof names)[number], string | undefined>>) {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  }
  const clear = () => setFilter(Object.fromEntries(names.map((name) => [name, undefined])));
  return { filter: filterIn(params), setFilter, clear };
}

export function filterIn(params: URLSearchParams): Filter {
  const given = names.map((name) => [name, params.get(name)?.trim() ?? ""] as const);
  return Object.fromEntries(given.filter(([name, value]) => value !== "" && isValid(name, value)));
}

function isValid(name: (typeof names)[number], value: string): boolean {
  if (name === "from" || name === "to") return startOf(value) !== null;
  return ActivityFilter.shape[name].safeParse(value).success;
}

export function requestOf({ from, to, ...others }: Filter): ActivityFilter {
  const begin = from === undefined ? null : startOf(from);
  const end = to === undefined ? null : startOf(to, 1);
  return {
    ...others,
    ...(begin ? { from: begin.toISOString() } : {}),
    ...(end ? { to: end.toISOString() } : {}),
  } as ActivityFilter;
}

function startOf(day: string, daysLater = 0): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const start = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Number.isNaN(start.getTime()) ? null : start;
}
