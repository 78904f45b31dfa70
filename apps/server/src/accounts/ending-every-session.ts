import { endEverySession as contract } from "@sallyport/contract/administrators";
import { record } from "../activity/activity.ts";
import { endEverySessionBut } from "../sessions/sessions.repository.ts";
import { carryOut } from "./acting.ts";
import type { AccountsParts, Act } from "./parts.ts";

/** After a break-in: everybody logs in anew, users and administrators, except in the session that asks (ASVS 7.4.5). */
export function endEverySession(parts: AccountsParts, given: Act): Promise<{ ended: number }> {
  return carryOut(parts, { act: given, what: contract.summary }, async ({ tx, act, now }) => {
    const { session, holder } = act.asker;
    const ended = await endEverySessionBut(tx, session.id);
    await record(tx, {
      at: now,
      kind: "every_session_ended",
      actor: holder.account,
      detail: `${ended} ended`,
      address: act.visit.address,
    });
    return { ended };
  });
}
