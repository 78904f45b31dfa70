import type { UserSort } from "@sallyport/contract/user-filters";
import { Icon } from "@sallyport/ui/icon";
import type { ReactNode } from "react";
import css from "./sort-heading.module.css";
import { afterPress, type UsersOrder } from "./users-order.ts";

interface SortHeadingProps {
  column: string;
  sort: UserSort;
  /** Null while search results are sorted by the matching word. */
  order: UsersOrder | null;
  onSort: (order: UsersOrder) => void;
  children: ReactNode;
}

export function SortHeading({ column, sort, order, onSort, children }: SortHeadingProps) {
  const direction = order?.sort === sort ? directions[order.order] : undefined;
  return (
    <th scope="col" data-column={column} aria-sort={direction}>
      <button type="button" className={css.sort} onClick={() => onSort(afterPress(order, sort))}>
        {children}
        <span className={css.arrow} data-direction={direction}>
          <Icon name="down" />
        </span>
      </button>
    </th>
  );
}

const directions = { asc: "ascending", desc: "descending" } as const;
