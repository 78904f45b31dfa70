import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { inTransaction } from "../database/transactions.ts";
import { mailSetUpLink } from "../set-up-links/set-up-link.ts";
import { nextLinkAt, spendSetUpLink } from "../set-up-links/set-up-links.repository.ts";
import { type Caller, standingOf } from "./caller.ts";
import { noteSetUpLink } from "./sign-in.repository.ts";
import { isLinkMissing, type SignInParts, standFor } from "./step.ts";
import { describe } from "./whereabouts.ts";

/** Opens the link, which works only after the password. The session's assurance level stays the same. */
export async function openSetUpLink(
  { database, clock }: SignInParts,
  { caller, visit }: Actor<Caller>,
  { token }: { token: string },
): Promise<Whereabouts> {
  const now = clock.now();
  const whereabouts = await inTransaction(database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, "set-up-link-opened", now);
    const { session, account } = here;
    if (!isLinkMissing(here)) throw new Refused("already-done");
    const isGood = await spendSetUpLink(tx, account.id, token, now);
    const isToBeRecorded = isGood || session.is_wrong_ticket_recorded === 0;
    if (isToBeRecorded) {
      await record(tx, {
        at: now,
        kind: "set_up_ticket_presented",
        actor: account,
        outcome: isGood ? "success" : "failure",
        detail: isGood ? "" : "not a ticket of this account, used, or too old",
        address: visit.address,
      });
    }
    if (isToBeRecorded) await noteSetUpLink(tx, session, isGood);
    if (!isGood) return null;
    return describe(here, standingOf(here, { ...session, has_ticket: 2 }, now), now);
  });
  if (!whereabouts) throw new Refused("link-invalid");
  return whereabouts;
}

/** Mails a new link, at most once a minute and ten times a day for each user. */
export async function sendSetUpLinkAgain(
  parts: SignInParts,
  { caller, visit }: Actor<Caller>,
): Promise<Record<string, never>> {
  const now = parts.clock.now();
  return inTransaction(parts.database, [`account ${caller.account.id}`], async (tx) => {
    const here = await standFor(tx, caller, "set-up-link-opened", now);
    const { account } = here;
    if (!isLinkMissing(here)) throw new Refused("already-done");
    const until = await nextLinkAt(tx, account.id, now);
    if (until !== null) {
      throw new Refused("too-many-requests", { retryAfterSeconds: Math.ceil((until - now) / 1000) });
    }
    await mailSetUpLink(tx, parts, { account, author: null }, now);
    await record(tx, {
      at: now,
      kind: "set_up_ticket_sent",
      actor: account,
      address: visit.address,
    });
    return {};
  });
}
