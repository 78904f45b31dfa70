import type { Me } from "@sallyport/contract/sign-in";
import type { SessionRow } from "../database/schema.ts";
import { isEnrolled } from "../factors/rules/factors.ts";
import type { AccountFacts, SessionFacts } from "../journey/journey.ts";
import type { AccountWithFactors } from "./accounts.repository.ts";

export function accountFacts({ account, factors }: AccountWithFactors): AccountFacts {
  return {
    realm: account.realm,
    isMfaRequired: account.mfa_required === 1,
    isEnrolled: isEnrolled(factors),
    enrolBy: account.enrol_by,
    deadlineLockedAt: account.deadline_locked_at,
  };
}

export function sessionFacts(session: SessionRow): SessionFacts {
  return {
    aal: session.aal,
    isFinished: session.unfinished_since === null,
    awaitsAcknowledgement: session.awaits_acknowledgement === 1,
    hasSetUpLink: session.has_ticket !== 0,
    isBindingLate: session.is_binding_late === 1,
    isBypassed: session.bypass_until !== null,
  };
}

export function me({ account }: AccountWithFactors): Me {
  const { id, realm, name, email, username, role } = account;
  return { id, realm, name, email, username, role };
}
