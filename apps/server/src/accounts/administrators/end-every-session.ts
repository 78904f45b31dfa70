import { endEverySession as contract } from "@sallyport/contract/administrators";
import type { Reply } from "@sallyport/contract/endpoint";
import { record } from "../../activity/activity.ts";
import { pauseJobsOf } from "../../jobs/jobs.repository.ts";
import { endEverySessionBut } from "../../sessions/sessions.repository.ts";
import { endEveryKey } from "../api-keys/end-keys.ts";
import { carryOut } from "../carry-out.ts";
import type { AccountsParts, Actor, SessionAccount } from "../parts.ts";

/** An owner ends every session after a break-in (ASVS 7.4.5). */
export function endEverySession(
  parts: AccountsParts,
  given: Actor<SessionAccount>,
  { keys }: { keys: "keep" | "end" },
): Promise<Reply<typeof contract>> {
  return carryOut(parts, { actor: given, what: contract.summary }, async ({ tx, actor, now }) => {
    const { session, account } = actor.caller;
    const { address } = actor.visit;
    const ended = await endEverySessionBut(tx, session.id);
    await pauseJobsOf(tx, null, { reason: "sessions-ended", now });
    const ending = { by: account, address, why: "every session ended", now };
    const endedKeys = keys === "end" ? await endEveryKey(tx, ending) : 0;
    const detail = keys === "end" ? `${ended} ended, and ${endedKeys} API keys` : `${ended} ended`;
    await record(tx, { at: now, kind: "every_session_ended", actor: account, detail, address });
    return { ended, endedKeys };
  });
}
