import { dateText, dateTimeText, relativeText } from "./moment-text.ts";
import { useNow } from "./use-now.tsx";

interface MomentProps {
  /** ISO 8601. */
  at: string;
  as: "date" | "date-time" | "relative";
}

const texts: Record<MomentProps["as"], (moment: Date, now: Date) => string> = {
  date: (moment) => dateText(moment),
  "date-time": (moment) => dateTimeText(moment),
  relative: relativeText,
};

/** Shows a time in the reader's time zone. On hover, dates and relative times show the exact time. */
export function Moment({ at, as }: MomentProps) {
  const moment = new Date(at);
  const now = useNow();
  return (
    <time dateTime={at} title={as === "date-time" ? undefined : dateTimeText(moment)}>
      {texts[as](moment, now)}
    </time>
  );
}
