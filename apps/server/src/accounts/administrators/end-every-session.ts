import { endEverySession as contract } from "@sallyport/contract/administrators";
import { record } from "../../activity/activity.ts";
import { pauseJobsOf } from "../../jobs/jobs.repository.ts";
import { endEverySessionBut } from "../../sessions/sessions.repository.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor, SessionAccount } from "../parts.ts";

/** An owner ends every session after a break-in (ASVS 7.4.5). */
export function endEverySession(
  parts: AccountsParts,
  given: Actor<SessionAccount>,
): Promise<{ ended: number }> {
  return carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    const { session, account } = actor.caller;
    const ended = await endEverySessionBut(tx, session.id);
    await pauseJobsOf(tx, null, { reason: "sessions-ended", now });
    await record(tx, {
      at: now,
      kind: "every_session_ended",
      actor: account,
      detail: `${ended} ended`,
      address: actor.visit.address,
    });
    return { ended };
  });
}
