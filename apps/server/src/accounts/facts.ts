import type { Me } from "@sallyport/contract/sign-in";
import type { AccountFacts } from "../sign-in/rules/journey.ts";
import type { Holder } from "./accounts.repository.ts";

export function accountFacts({ account, factor }: Holder): AccountFacts {
  return {
    realm: account.realm,
    isMfaRequired: account.mfa_required === 1,
    isEnrolled: factor !== null,
    enrolBy: account.enrol_by,
    deadlineLockedAt: account.deadline_locked_at,
  };
}

export function me({ account }: Holder): Me {
  const { id, realm, name, email, username } = account;
  return { id, realm, name, email, username };
}
