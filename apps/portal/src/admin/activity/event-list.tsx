import type { AuditEvent } from "@sallyport/contract/activity";
import { dayText, timeText } from "@sallyport/ui/moment-text";
import { useNow } from "@sallyport/ui/use-now";
import type { KeyboardEvent } from "react";
import css from "./event-list.module.css";
import { EventRow } from "./event-row.tsx";

interface EventListProps {
  events: readonly AuditEvent[];
  openId: number | null;
}

export function EventList({ events, openId }: EventListProps) {
  const now = useNow();
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the rows inside have the focus
    <div className={css.days} onKeyDown={moveByArrows}>
      {byDay(events, now).map(({ day, ofDay }) => (
        <section key={day} className={css.day} aria-label={day}>
          <h2 className={css.heading}>{day}</h2>
          <ol className={css.list}>
            {ofDay.map((event) => (
              <EventRow
                key={event.id}
                event={event}
                time={timeText(new Date(event.at))}
                isOpen={event.id === openId}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay(events: readonly AuditEvent[], now: Date): { day: string; ofDay: AuditEvent[] }[] {
  const days: { day: string; ofDay: AuditEvent[] }[] = [];
  for (const event of events) {
    const day = dayText(new Date(event.at), now);
    const last = days.at(-1);
    if (last?.day === day) last.ofDay.push(event);
    else days.push({ day, ofDay: [event] });
  }
  return days;
}

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveByArrows(pressed: KeyboardEvent<HTMLElement>) {
  const move = moves[pressed.key];
  if (move === undefined || pressed.altKey || pressed.ctrlKey || pressed.metaKey) return;
  const rows = [...pressed.currentTarget.querySelectorAll<HTMLElement>("[data-event]")];
  const next = rows[rows.findIndex((row) => row.contains(pressed.target as Node)) + move];
  if (!next) return;
  pressed.preventDefault();
  next.querySelector<HTMLElement>("a")?.focus();
}
