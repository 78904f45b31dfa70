import type { Security } from "@sallyport/contract/security";
import type { PendingTotp } from "@sallyport/contract/sign-in";
import type { Actor } from "../accounts/parts.ts";
import { record } from "../activity/activity.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf } from "../core/tokens.ts";
import { requireProof } from "../sessions/require-proof.ts";
import type { Caller } from "../sign-in/caller.ts";
import { checkNewPasskey, type NewPasskey } from "../sign-in/passkey-proofs.ts";
import { submitProof } from "../sign-in/proof-step.ts";
import type { Check } from "../sign-in/proofs.ts";
import { checkFirstPasscode } from "../sign-in/set-up.ts";
import { eventOf, refuseWithoutSetUpLink } from "../sign-in/step.ts";
import { changeSecurity } from "./change-security.ts";
import type { SecurityParts } from "./parts.ts";
import { showSecurity } from "./show-security.ts";

const mostApps = 5;

export function beginApp(parts: SecurityParts, actor: Actor<Caller>): Promise<PendingTotp> {
  return changeSecurity(parts, actor, {
    endsOtherSessions: false,
    make: async (tx, here, now) => {
      refuseWithoutSetUpLink(here);
      refuseTooManyApps(here);
      const { account } = here;
      const browserHash = hashOf(actor.visit.keepBrowserToken());
      const { shown, isToBeRecorded } = await parts.totp.pending(tx, { account, browserHash, now });
      if (isToBeRecorded) {
        const kind = eventOf(account.realm, "totp_start_enrollment", "admin_totp_start_enrollment");
        await record(tx, { at: now, kind, actor: account, address: actor.visit.address });
      }
      return shown;
    },
  });
}

export function confirmApp(
  parts: SecurityParts,
  actor: Actor<Caller>,
  { name, code }: { name: string; code: string },
): Promise<Security> {
  return add(parts, actor, (tx, here, now) => {
    refuseTooManyApps(here);
    return checkFirstPasscode(parts, tx, here, { code, name, visit: actor.visit, now });
  });
}

export function addPasskey(parts: SecurityParts, actor: Actor<Caller>, made: NewPasskey): Promise<Security> {
  return add(parts, actor, (tx, here, now) =>
    checkNewPasskey(parts, tx, here, { ...made, visit: actor.visit, now }),
  );
}

async function add(parts: SecurityParts, actor: Actor<Caller>, check: Check): Promise<Security> {
  await submitProof(parts, actor, "security-changed", (tx, here, now) => {
    requireProof(here, "strongest-factor", now);
    refuseWithoutSetUpLink(here);
    return check(tx, here, now);
  });
  return showSecurity(parts, actor.caller);
}

function refuseTooManyApps({ factors }: Caller): void {
  if (factors.apps.length >= mostApps) throw new Refused("too-many-factors");
}
