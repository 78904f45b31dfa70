import { time } from "@sallyport/contract/authenticator";
import { call } from "@sallyport/contract/call";
import { Notice } from "@sallyport/ui/notice";
import { useQuery } from "@tanstack/react-query";
import { driftMs, driftText } from "./clock-drift.ts";

const askEveryMs = 5 * 60_000;

export function ClockNotice() {
  const { data: drift = 0 } = useQuery({
    queryKey: ["clock drift"],
    queryFn: async ({ signal }) => {
      const askedAt = Date.now();
      const { now } = await call(time, {}, signal);
      return driftMs({ askedAt, answeredAt: Date.now(), serverNow: Date.parse(now) });
    },
    refetchInterval: askEveryMs,
  });
  const text = driftText(drift);
  if (text === undefined) return null;
  return (
    <Notice tone="warning" title={text}>
      Codes made by a wrong clock are refused. In the device's settings, let it set date and time by itself.
    </Notice>
  );
}
