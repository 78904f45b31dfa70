import { timeLeftText } from "./time-left-text.ts";
import { useNow } from "./use-now.tsx";

/** "7 days left" until a deadline (ISO 8601), or "no time left". */
export function TimeLeft({ until }: { until: string }) {
  return timeLeftText(new Date(until), useNow());
}
