import type { OutstandingBypassCode, SentInvitation, UserSecurity } from "@sallyport/contract/user-security";
import { instant, instantOrNull } from "../../core/clock.ts";
import { readAtOneMoment } from "../../database/transactions.ts";
import { type Factors, usableBypassCode } from "../../factors/rules/factors.ts";
import { viewFactors } from "../../factors/view-factors.ts";
import { type InvitationRow, newestInvitation } from "../../invitations/invitations.repository.ts";
import { isOpen } from "../../sessions/rules/open-sessions.ts";
import { sessionsOf } from "../../sessions/sessions.repository.ts";
import { viewSession } from "../../sessions/view-session.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { viewDeletion } from "../view-deletion.ts";
import { findUser } from "./find-user.ts";

export function showUserSecurity(
  { database, clock, settings }: AccountsParts,
  _actor: Actor,
  { id }: { id: string },
): Promise<UserSecurity> {
  const now = clock.now();
  return readAtOneMoment(database, async (tx) => {
    const { account, factors } = await findUser(tx, id);
    const invitation = account.state === "staged" ? await newestInvitation(tx, id) : undefined;
    return {
      ...viewFactors(factors),
      sessions: (await sessionsOf(tx, id)).filter((one) => isOpen(one, settings(), now)).map(viewSession),
      lastSignInFrom: account.last_sign_in_address,
      invitation: invitation ? viewInvitation(invitation) : null,
      deletion: viewDeletion(account, now),
      bypassCodes: { areAllowed: settings().bypassCodes, outstanding: viewBypassCode(factors, now) },
    };
  });
}

function viewBypassCode(factors: Factors, now: number): OutstandingBypassCode | null {
  const code = usableBypassCode(factors, now);
  return (
    code && { issuedAt: instant(code.issuedAt), issuedBy: code.issuedBy, expiresAt: instant(code.expiresAt) }
  );
}

function viewInvitation({ sent_at, expires_at, withdrawn_at }: InvitationRow): SentInvitation {
  return {
    sentAt: instantOrNull(sent_at),
    expiresAt: instant(expires_at),
    withdrawnAt: instantOrNull(withdrawn_at),
  };
}
