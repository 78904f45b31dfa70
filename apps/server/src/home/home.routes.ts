import { home } from "@sallyport/contract/home";
import { me } from "../accounts/facts.ts";
import { instant, instantOrNull } from "../core/clock.ts";
import { canRecover, isEnrolled } from "../factors/rules/factors.ts";
import { type Place, serve } from "../http/serve.ts";
import type { Visitor } from "../sign-in/visitor.ts";

export function homeRoutes(place: Place<Visitor>): void {
  serve(place, home, ({ asker: { session, holder } }) => {
    const { previous_sign_in_at: at, previous_sign_in_address: address } = session;
    return Promise.resolve({
      me: me(holder),
      lastSignIn: at === null ? null : { at: instant(at), address: address ?? "" },
      mfa: {
        isRequired: holder.account.mfa_required === 1,
        isEnrolled: isEnrolled(holder.factors),
        enrolBy: instantOrNull(holder.account.enrol_by),
        hasRecoveryCodes: canRecover(holder.factors),
      },
    });
  });
}
