import { SelectField } from "@sallyport/ui/select-field";
import { inOrder, orderOf, type UsersOrder } from "./users-order.ts";
import type { UsersView, ViewChanges } from "./users-view.ts";

const orders: readonly (UsersOrder & { label: string })[] = [
  { sort: "name", order: "asc", label: "Name, A to Z" },
  { sort: "name", order: "desc", label: "Name, Z to A" },
  { sort: "deadline", order: "asc", label: "Deadline, earliest first" },
  { sort: "deadline", order: "desc", label: "Deadline, latest first" },
  { sort: "last-login", order: "desc", label: "Last login, latest first" },
  { sort: "last-login", order: "asc", label: "Last login, earliest first" },
  { sort: "created", order: "desc", label: "Added, latest first" },
  { sort: "created", order: "asc", label: "Added, earliest first" },
];

const bestMatch = { value: "", label: "Best match" };

interface SortUsersProps {
  view: UsersView;
  onChange: (changes: ViewChanges) => void;
}

export function SortUsers({ view, onChange }: SortUsersProps) {
  const options = orders.map((each) => ({ value: valueOf(each), label: each.label }));
  const order = orderOf(view);
  return (
    <SelectField
      label="Sort by"
      value={order === null ? "" : valueOf(order)}
      onChange={(value) => onChange(inOrder(view, orders.find((each) => valueOf(each) === value) ?? null))}
      options={view.search === "" ? options : [bestMatch, ...options]}
    />
  );
}

function valueOf({ sort, order }: UsersOrder): string {
  return `${sort} ${order}`;
}
