import { dateText, dateTimeText, exactText, relativeText, shortDateText, timeText } from "./moment-text.ts";
import { useNow } from "./use-now.tsx";

interface MomentProps {
  at: string;
  as: "date" | "short-date" | "time" | "date-time" | "exact" | "relative";
  /** The default is the browser's time zone. */
  timeZone?: string;
}

type TextOf = (moment: Date, now: Date, timeZone?: string) => string;

const texts: Record<MomentProps["as"], TextOf> = {
  date: (moment, _now, timeZone) => dateText(moment, timeZone),
  "short-date": shortDateText,
  time: (moment, _now, timeZone) => timeText(moment, timeZone),
  exact: (moment, _now, timeZone) => exactText(moment, timeZone),
  "date-time": (moment, _now, timeZone) => dateTimeText(moment, timeZone),
  relative: relativeText,
};

export function Moment({ at, as, timeZone }: MomentProps) {
  const moment = new Date(at);
  const now = useNow();
  return (
    <time dateTime={at} title={isExact(as) ? undefined : exactText(moment, timeZone)}>
      {texts[as](moment, now, timeZone)}
    </time>
  );
}

function isExact(as: MomentProps["as"]): boolean {
  return as === "date-time" || as === "exact";
}
