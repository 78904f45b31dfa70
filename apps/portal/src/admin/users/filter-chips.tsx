import { daysOfDueSoon, mostCounted, type UserCounts } from "@sallyport/contract/user-filters";
import { shortDateText } from "@sallyport/ui/moment-text";
import { useNow } from "@sallyport/ui/use-now";
import css from "./filter-chips.module.css";
import { isFiltered, type UsersView, unfiltered, type ViewChanges } from "./users-view.ts";

interface Chip {
  count: keyof UserCounts;
  label: string;
  filter: ViewChanges;
  isMinor?: boolean;
}

const chips: readonly Chip[] = [
  { count: "notSetUp", label: "not set up", filter: { mfa: "not-set-up" } },
  { count: "dueSoon", label: "due this week", filter: { due: daysOfDueSoon } },
  { count: "locked", label: "locked", filter: { locked: "any" } },
  { count: "invited", label: "invited", filter: { state: "staged" } },
  { count: "suspended", label: "suspended", filter: { state: "suspended" }, isMinor: true },
  { count: "undelivered", label: "mail undelivered", filter: { mail: "undelivered" } },
  { count: "neverLoggedIn", label: "never logged in", filter: { login: "never" }, isMinor: true },
];

interface FilterChipsProps {
  view: UsersView;
  counts: UserCounts | undefined;
  onChange: (changes: ViewChanges) => void;
}

export function FilterChips({ view, counts, onChange }: FilterChipsProps) {
  const now = useNow();
  const shown = chips.filter(
    ({ count, filter }) => counts === undefined || counts[count] > 0 || isPressed(view, filter),
  );
  return (
    <ul className={css.chips} aria-label="Filters">
      <li>
        <button
          type="button"
          className={css.chip}
          aria-pressed={!isFiltered(view)}
          onClick={() => onChange(unfiltered)}
        >
          {counts === undefined ? "All users" : allText(counts.all)}
        </button>
      </li>
      {shown.map(({ count, label, filter, isMinor = false }) => (
        <li key={count} className={isMinor && !isPressed(view, filter) ? css.minor : undefined}>
          <button
            type="button"
            className={css.chip}
            data-urgent={count === "locked" || undefined}
            aria-pressed={isPressed(view, filter)}
            onClick={() => onChange(isPressed(view, filter) ? withoutValues(filter) : filter)}
          >
            {counts === undefined ? null : `${countText(counts[count])} `}
            {label}
          </button>
        </li>
      ))}
      {view.dueOn === undefined ? null : (
        <LinkedFilter
          label={`due on ${shortDateText(new Date(view.dueOn), now, "UTC")}`}
          onEnd={() => onChange({ dueOn: undefined })}
        />
      )}
      {view.deadline === undefined ? null : (
        <LinkedFilter label="without a deadline yet" onEnd={() => onChange({ deadline: undefined })} />
      )}
      {isFiltered(view) ? (
        <li>
          <button type="button" className={`${css.chip} ${css.clear}`} onClick={() => onChange(unfiltered)}>
            Clear filters
          </button>
        </li>
      ) : null}
    </ul>
  );
}

/** Only links on other pages set this filter. This page can remove the filter. */
function LinkedFilter({ label, onEnd }: { label: string; onEnd: () => void }) {
  return (
    <li>
      <button type="button" className={css.chip} aria-pressed onClick={onEnd}>
        {label}
      </button>
    </li>
  );
}

function isPressed(view: UsersView, filter: ViewChanges): boolean {
  return Object.entries(filter).every(([name, value]) => view[name as keyof UsersView] === value);
}

function withoutValues(filter: ViewChanges): ViewChanges {
  return Object.fromEntries(Object.keys(filter).map((name) => [name, undefined]));
}

function allText(count: number): string {
  return count === 1 ? "1 user" : `${countText(count)} users`;
}

function countText(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString()}+` : count.toLocaleString();
}
