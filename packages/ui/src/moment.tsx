import { dateText, dateTimeText, exactText, relativeText, shortDateText, timeText } from "./moment-text.ts";
import { useNow } from "./use-now.tsx";

interface MomentProps {
  at: string;
  as: "date" | "short-date" | "time" | "date-time" | "exact" | "relative";
}

const texts: Record<MomentProps["as"], (moment: Date, now: Date) => string> = {
  date: (moment) => dateText(moment),
  "short-date": shortDateText,
  time: (moment) => timeText(moment),
  exact: (moment) => exactText(moment),
  "date-time": (moment) => dateTimeText(moment),
  relative: relativeText,
};

export function Moment({ at, as }: MomentProps) {
  const moment = new Date(at);
  const now = useNow();
  return (
    <time dateTime={at} title={isExact(as) ? undefined : exactText(moment)}>
      {texts[as](moment, now)}
    </time>
  );
}

function isExact(as: MomentProps["as"]): boolean {
  return as === "date-time" || as === "exact";
}
