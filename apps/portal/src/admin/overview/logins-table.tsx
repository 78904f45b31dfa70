import type { LoginDay } from "@sallyport/contract/overview";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { dateText } from "@sallyport/ui/moment-text";
import { Link } from "react-router";
import { dateOf } from "./logins-text.ts";

export function LoginsTable({ days }: { days: readonly LoginDay[] }) {
  return (
    <DataTable caption="Logins by day" columns={columns} rows={days.toReversed()} rowKey={({ day }) => day} />
  );
}

const columns: Columns<LoginDay> = [
  {
    heading: "Day",
    cell: ({ day }) => (
      <Link to={`/admin/activity?group=logins&from=${day}&to=${day}`}>{dateText(dateOf(day))}</Link>
    ),
  },
  { heading: "Logins", cell: ({ logins }) => logins.toLocaleString("en-GB") },
  { heading: "Refused attempts", cell: ({ failures }) => failures.toLocaleString("en-GB") },
];
