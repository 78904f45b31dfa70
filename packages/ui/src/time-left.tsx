import { timeLeftText } from "./time-left-text.ts";
import { useNow } from "./use-now.tsx";

export function TimeLeft({ until }: { until: string }) {
  return timeLeftText(new Date(until), useNow());
}
