import { instant } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { codesUsedUntil } from "../factors/rules/steps-ahead.ts";
import { moveBackSpentSteps } from "../factors/totp.repository.ts";
import { codesAcceptedMail } from "../mail/templates/factors.ts";
import { authorOf, type Change, recordAct } from "./carry-out.ts";
import type { AccountsParts } from "./parts.ts";

/**
 * If a code is used while the server's clock is ahead, the server stores a time step of the future. After the
 * clock is corrected, the server refuses the codes of all earlier steps. This function lets the codes of the
 * current time work again.
 */
export async function acceptCodes(
  parts: AccountsParts,
  change: Change,
  kind: "totp_codes_accepted_again" | "admin_totp_codes_accepted_again",
): Promise<void> {
  const { tx, subject, now } = change;
  const until = codesUsedUntil(subject.factors.apps, now);
  if (until === null) throw new Refused("already-done");
  await moveBackSpentSteps(tx, subject.factors.apps, now);
  await recordAct(change, kind, `codes counted as used until ${instant(until)}`);
  await parts.outbox.queue(tx, codesAcceptedMail(subject.account, authorOf(change)), now);
}
