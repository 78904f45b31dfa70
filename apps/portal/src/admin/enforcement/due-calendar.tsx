// oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/control-has-associated-label -- a grid of
// days is a table, and the days of other months are empty.
import type { Deadlines } from "@sallyport/contract/enforcement";
import { mostCounted } from "@sallyport/contract/user-filters";
import { Button } from "@sallyport/ui/button";
import { Icon } from "@sallyport/ui/icon";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { dayForKey, monthAfter, monthOf, weeksOf } from "./days.ts";
import css from "./due-calendar.module.css";

interface DueCalendarProps {
  month: string;
  /**
   * The deadlines of `month`. While these are loading, the calendar still gets the deadlines of the month that
   * was shown before.
   */
  deadlines: Deadlines;
  onMonth: (month: string) => void;
}

/** The keyboard works as in the grid pattern of the ARIA Authoring Practices Guide. */
export function DueCalendar({ month, deadlines, onMonth }: DueCalendarProps) {
  const { today, days } = deadlines;
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const grid = useRef<HTMLTableElement>(null);
  const hasMoved = useRef(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const focused = chosen !== null && monthOf(chosen) === month ? chosen : startOf(month, deadlines);

  useEffect(() => {
    if (!hasMoved.current) return;
    hasMoved.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused]);

  function move(event: KeyboardEvent) {
    const next = dayForKey(event.key, focused);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    hasMoved.current = true;
    setChosen(next);
    if (monthOf(next) !== month) onMonth(monthOf(next));
  }

  return (
    <div className={css.calendar}>
      <div className={css.months}>
        <h3 id="due-month" aria-live="polite">
          {textOf(`${month}-01`, { month: "long", year: "numeric" })}
        </h3>
        <Button variant="quiet" aria-label="Previous month" onClick={() => onMonth(monthAfter(month, -1))}>
          <Icon name="left" />
        </Button>
        <Button variant="quiet" onClick={() => onMonth(monthOf(today))}>
          Today
        </Button>
        <Button variant="quiet" aria-label="Next month" onClick={() => onMonth(monthAfter(month))}>
          <Icon name="right" />
        </Button>
      </div>
      <table ref={grid} className={css.days} role="grid" aria-labelledby="due-month" onKeyDown={move}>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday}>
                {weekday.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, n) =>
                day === null ? (
                  <td key={weekdays[n]} />
                ) : (
                  <Day
                    key={day}
                    day={day}
                    count={counts.get(day) ?? 0}
                    today={today}
                    isFocused={day === focused}
                    onFocus={() => setChosen(day)}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  day: string;
  count: number;
  today: string;
  isFocused: boolean;
  onFocus: () => void;
}

/** The cell gets the focus, not the link inside, because new data can remove the link. */
function Day({ day, count, today, isFocused, onFocus }: DayProps) {
  const navigate = useNavigate();
  const number = Number(day.slice("2027-01-".length));
  const name = `${textOf(day, { weekday: "long", day: "numeric", month: "long" })}, ${dueText(count, day < today)}`;
  const content = (
    <>
      <span className="visually-hidden">{name}</span>
      <span className={css.number} aria-hidden>
        {number}
      </span>
    </>
  );
  const users = `/admin/users?dueOn=${day}&sort=deadline`;

  function open(event: KeyboardEvent) {
    if (event.key !== "Enter" || count === 0) return;
    event.preventDefault();
    void navigate(users);
  }

  return (
    <td
      data-day={day}
      aria-current={day === today ? "date" : undefined}
      tabIndex={isFocused ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={open}
    >
      {count === 0 ? (
        content
      ) : (
        <Link className={css.due} data-late={day < today || undefined} tabIndex={-1} to={users}>
          {content}
          <span className={css.count} aria-hidden>
            {countText(count)}
          </span>
        </Link>
      )}
    </td>
  );
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function startOf(month: string, { today, days }: Deadlines): string {
  if (monthOf(today) === month) return today;
  const [first] = days.filter(({ day }) => monthOf(day) === month);
  return first?.day ?? `${month}-01`;
}

function dueText(count: number, isPast: boolean): string {
  if (count === 0) return "no deadline";
  const users = count === 1 ? "1 user" : `${countText(count)} users`;
  return isPast ? `${users} missed this deadline` : `${users} due`;
}

export function countText(count: number): string {
  return count > mostCounted ? `${mostCounted.toLocaleString("en-GB")}+` : count.toLocaleString("en-GB");
}

function textOf(day: string, form: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...form, timeZone: "UTC" }).format(new Date(day));
}
