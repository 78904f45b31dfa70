import { Notice } from "@sallyport/ui/notice";
import { useEffect, useState } from "react";
import { clockText } from "../factor-forms/duration-text.ts";

/** The form stays enabled during the wait, because this browser's clock can be wrong. */
export function WaitNotice({ until }: { until: string }) {
  const secondsLeft = useSecondsLeft(Date.parse(until));
  if (secondsLeft <= 0) return null;
  return (
    <Notice tone="warning" title="Too many wrong codes">
      You can try again in {/* Without `off`, screen readers would announce every second. */}
      <span role="timer" aria-live="off">
        {clockText(secondsLeft)}
      </span>
      .
    </Notice>
  );
}

function useSecondsLeft(untilMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  return Math.ceil((untilMs - nowMs) / 1000);
}
