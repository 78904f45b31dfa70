/**
 * The states that can follow each event. `whereabouts` computes the state from facts at every request, so no
 * step can be skipped.
 */
export const journey = {
  start: {
    "password-accepted": ["locked", "second-factor", "set-up", "signed-in"],
    "passkey-accepted": ["locked", "signed-in"],
  },
  // defence: AT-12
  "second-factor": {
    "second-factor-accepted": ["signed-in"],
    "bypass-code-accepted": ["signed-in"],
    left: ["start"],
  },
  "set-up": {
    "set-up-link-opened": ["set-up"],
    "set-up-begun": ["set-up"],
    "set-up-confirmed": ["set-up-complete"],
    "set-up-postponed": ["signed-in"],
    "deadline-passed": ["locked"],
    left: ["start"],
  },
  "set-up-complete": {
    "recovery-codes-made": ["set-up-complete"],
    "recovery-codes-saved": ["set-up-complete"],
    "set-up-acknowledged": ["signed-in", "start"],
    left: ["start"],
  },
  locked: { left: ["start"] },
  "signed-in": {
    "set-up-link-opened": ["signed-in"],
    "identity-proved": ["signed-in"],
    "security-changed": ["signed-in"],
    "set-up-resumed": ["set-up"],
    "mfa-required": ["set-up"],
    "deadline-passed": ["locked"],
    left: ["start"],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type JourneyState = keyof typeof journey;
export type JourneyEvent = { [State in JourneyState]: keyof (typeof journey)[State] }[JourneyState];

export function isAllowed(state: JourneyState, event: JourneyEvent): boolean {
  return Object.hasOwn(journey[state], event);
}

export interface AccountFacts {
  realm: "user" | "administrator";
  isMfaRequired: boolean;
  isEnrolled: boolean;
  enrolBy: number | null;
  deadlineLockedAt: number | null;
}

export interface SessionFacts {
  aal: 1 | 2;
  isFinished: boolean;
  awaitsAcknowledgement: boolean;
  hasSetUpLink: boolean;
  /**
   * True if the session enrols the account's first authenticator app or passkey late, after a finished login
   * with only the password.
   */
  isBindingLate: boolean;
  /** True if a bypass code replaced the second factor. */
  isBypassed: boolean;
}

export type Standing =
  | { at: "locked"; enrolBy: number }
  | { at: "second-factor" }
  | { at: "set-up-complete" }
  | { at: "set-up"; enrolBy: number | null; mayPostpone: boolean; needsSetUpLink: boolean }
  | { at: "signed-in" };

export function whereabouts(account: AccountFacts, session: SessionFacts, now: number): Standing {
  // defence: AT-37 answered
  if (account.deadlineLockedAt !== null || isDeadlinePassed(account, now)) {
    return { at: "locked", enrolBy: account.enrolBy ?? account.deadlineLockedAt ?? now };
  }
  // defence: AT-02
  if (account.isEnrolled && session.aal < 2 && !isPasswordEnough(account, session)) {
    return { at: "second-factor" };
  }
  if (session.awaitsAcknowledgement) return { at: "set-up-complete" };
  if (account.isMfaRequired && !account.isEnrolled) {
    const mayPostpone = account.realm === "user" && account.enrolBy !== null;
    if (!(mayPostpone && session.isFinished)) {
      return {
        at: "set-up",
        enrolBy: account.enrolBy,
        mayPostpone,
        needsSetUpLink: isSetUpLinkMissing(account, session),
      };
    }
  }
  return { at: "signed-in" };
}

/**
 * True if the session can continue without a second factor. This is so after a bypass code, and after a late
 * enrolment (`isBindingLate`). But for an administrator who must use MFA, the session ends after the set-up.
 */
function isPasswordEnough(account: AccountFacts, session: SessionFacts): boolean {
  if (session.isBypassed) return account.realm === "user";
  if (!session.isBindingLate) return false;
  return session.awaitsAcknowledgement || account.realm === "user" || !account.isMfaRequired;
}

/**
 * True if a new factor must not raise the session to AAL2. A password thief might be enrolling this factor
 * (record 0035).
 */
export function isTooLateToCount(event: JourneyEvent, session: SessionFacts): boolean {
  // defence: AT-81 late
  return mayBindFactor(event) && session.aal < 2 && (session.isFinished || session.isBindingLate);
}

export function mayBindFactor(event: JourneyEvent): boolean {
  return event === "set-up-confirmed" || event === "security-changed";
}

export function isLoginNeeded(account: AccountFacts, session: SessionFacts): boolean {
  return session.isBypassed || (account.isEnrolled && session.aal < 2 && session.isBindingLate);
}

export const bindingEvents: readonly JourneyEvent[] = ["set-up-begun", "set-up-confirmed"];

/** Counts for each first factor, also of an account without a requirement: an application can require one (record 0070). */
export function isSetUpLinkMissing(account: AccountFacts, session: SessionFacts): boolean {
  // defence: AT-161
  return !account.isEnrolled && !session.hasSetUpLink;
}

export function isDeadlinePassed(account: AccountFacts, now: number): boolean {
  // defence: AT-17
  return (
    account.realm === "user" &&
    account.isMfaRequired &&
    !account.isEnrolled &&
    account.enrolBy !== null &&
    account.enrolBy <= now
  );
}
