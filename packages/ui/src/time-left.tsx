import { timeLeftText } from "./time-left-text.ts";
import { useNow } from "./use-now.tsx";

/** `until` is an ISO 8601 time. Shows a text such as "7 days left". */
export function TimeLeft({ until }: { until: string }) {
  return timeLeftText(new Date(until), useNow());
}
