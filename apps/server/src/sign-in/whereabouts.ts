import type { Whereabouts } from "@sallyport/contract/sign-in";
import type { AccountWithFactors } from "../accounts/accounts.repository.ts";
import { me } from "../accounts/facts.ts";
import { instant, instantOrNull } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { areAppsDisabled, secondStepsOf } from "../factors/rules/factors.ts";
import type { Standing } from "../journey/journey.ts";
import { isWaiting } from "../limits/rules/lockout.ts";
import type { ProofResult } from "./proofs.ts";

export function describe(subject: AccountWithFactors, standing: Standing, now: number): Whereabouts {
  switch (standing.at) {
    case "locked":
      return { at: "locked", reason: "enrolment-deadline", enrolBy: instant(standing.enrolBy) };
    case "second-factor": {
      const waitUntil = subject.factors.wrongPasscodes?.waitUntil ?? null;
      return {
        at: "second-factor",
        me: me(subject),
        methods: secondStepsOf(subject.factors, now),
        waitUntil: isWaiting(waitUntil, now) ? instant(waitUntil) : null,
        isDisabled: areAppsDisabled(subject.factors),
      };
    }
    case "set-up":
      return {
        at: "set-up",
        me: me(subject),
        enrolBy: instantOrNull(standing.enrolBy),
        mayPostpone: standing.mayPostpone,
        needsSetUpLink: standing.needsSetUpLink,
      };
    case "set-up-complete":
      return {
        at: "set-up-complete",
        me: me(subject),
        method: subject.factors.apps.length > 0 ? "totp" : "passkey",
        hasRecoveryCodes: subject.factors.recoveryCodes !== null,
      };
    case "signed-in":
      return { at: "signed-in", me: me(subject) };
  }
}

/** The caller has a session, so the refusal can safely name the reason. */
export function refusalFor(result: Exclude<ProofResult, { kind: "accepted" }>, now: number): Refused {
  switch (result.kind) {
    case "wait":
      return new Refused("wait", { retryAfterSeconds: Math.max(1, Math.ceil((result.until - now) / 1000)) });
    case "passkey-refused":
    case "passkey-changed":
    case "passkey-taken":
    case "too-many-factors":
      return new Refused(result.kind);
    case "disabled":
      return new Refused("factor-disabled");
    case "replayed":
    case "used-ahead":
      return new Refused(result.kind);
    case "not-yet-valid":
      return new Refused("not-yet-valid");
    case "wrong":
      // defence: AT-32
      return new Refused(result.isNowDisabled ? "factor-disabled" : "wrong-code");
  }
}
