import { mostSelected } from "@sallyport/contract/user-filters";
import { useRef, useState } from "react";
import type { UsersView } from "../users-view.ts";
import { rangeOf } from "./range-of.ts";

export interface Selection {
  ids: ReadonlySet<string>;
  /** True if all users of the filter are selected, including users of other pages. */
  isWhole: boolean;
  isFull: boolean;
  has: (id: string) => boolean;
  /** If `isRange` is true, `isChosen` applies to all users from the last chosen user to `id`. */
  choose: (id: string, isChosen: boolean, isRange: boolean) => void;
  choosePage: (isChosen: boolean) => void;
  chooseWhole: () => void;
  clear: () => void;
}

interface Chosen {
  filter: string;
  ids: ReadonlySet<string>;
  isWhole: boolean;
}

/**
 * The selection stays when the user opens another page or changes the order. With another filter, the selection
 * is empty.
 */
export function useSelection(view: UsersView, page: readonly string[]): Selection {
  const filter = filterOf(view);
  const [kept, setKept] = useState<Chosen>({ filter, ids: new Set(), isWhole: false });
  const last = useRef<string | null>(null);
  const { ids, isWhole } = kept.filter === filter ? kept : { ids: new Set<string>(), isWhole: false };

  function change(next: Iterable<string>) {
    setKept({ filter, ids: new Set([...next].slice(0, mostSelected)), isWhole: false });
  }

  function choose(id: string, isChosen: boolean, isRange: boolean) {
    const range = isRange ? rangeOf(page, last.current, id) : [id];
    last.current = id;
    const before = isWhole ? page : ids;
    change(isChosen ? [...before, ...range] : [...before].filter((each) => !range.includes(each)));
  }

  return {
    ids,
    isWhole,
    isFull: ids.size >= mostSelected,
    has: (id) => isWhole || ids.has(id),
    choose,
    choosePage: (isChosen) =>
      change(isChosen ? [...ids, ...page] : [...ids].filter((id) => !page.includes(id))),
    chooseWhole: () => setKept({ filter, ids: new Set(), isWhole: true }),
    clear: () => change([]),
  };
}

function filterOf({ sort: _sort, order: _order, after: _after, ...filter }: UsersView): string {
  return JSON.stringify(Object.entries(filter).toSorted(([one], [other]) => one.localeCompare(other)));
}
