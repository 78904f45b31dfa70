import type { Reply } from "@sallyport/contract/endpoint";
import type { home as contract } from "@sallyport/contract/home";
import { me } from "../accounts/facts.ts";
import type { Actor, SessionAccount } from "../accounts/parts.ts";
import { instant, instantOrNull } from "../core/clock.ts";
import { canRecover, isEnrolled } from "../factors/rules/factors.ts";

export function showHome({ caller }: Actor<SessionAccount>): Reply<typeof contract> {
  const { previous_sign_in_at: at, previous_sign_in_address: address, bypass_until } = caller.session;
  return {
    me: me(caller),
    lastSignIn: at === null ? null : { at: instant(at), address: address ?? "" },
    bypassedUntil: instantOrNull(bypass_until),
    mfa: {
      isRequired: caller.account.mfa_required === 1,
      isEnrolled: isEnrolled(caller.factors),
      enrolBy: instantOrNull(caller.account.enrol_by),
      hasRecoveryCodes: canRecover(caller.factors),
    },
  };
}
