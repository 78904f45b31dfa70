import type { OpenSession } from "@sallyport/contract/security";
import { instant } from "../core/clock.ts";
import type { SessionRow } from "../database/schema.ts";
import { deviceOf } from "./device.ts";

export function viewSession({
  id,
  aal,
  address,
  bypass_until,
  ...session
}: SessionRow): Omit<OpenSession, "isThis"> {
  return {
    id,
    device: deviceOf(session.user_agent),
    address,
    beganAt: instant(session.began_at),
    lastSeenAt: instant(session.last_seen_at),
    aal,
    isBypassed: bypass_until !== null,
  };
}
