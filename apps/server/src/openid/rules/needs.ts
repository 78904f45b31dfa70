/** What an application's request asks for. */
export interface Asked {
  /** In milliseconds, because the user might have logged in earlier in the same second. */
  startedAt: number;
  level: 1 | 2;
  isOpenToUser: boolean;
  /** The account in `id_token_hint`, or null. */
  accountId: string | null;
  wantsNewProof: boolean;
  /** From `max_age`, or null. */
  mostAgeMs: number | null;
  wantsConfirmation: boolean;
}

/** The portal's session in the browser. */
export interface Present {
  accountId: string;
  aal: 1 | 2;
  isEnrolled: boolean;
  /** False if the session began with a bypass code or a late set-up. Such a session can't prove a factor again. */
  canProve: boolean;
  authenticatedAt: number;
}

export type Need =
  | "login"
  | "other-account"
  | "no-access"
  | "set-up"
  | "log-in-again"
  | "fresh-proof"
  | "confirmation"
  | "ready";

/**
 * The page and the OpenID endpoints both use this function. If they disagreed, the browser could be redirected in an
 * endless loop.
 */
export function needOf(asked: Asked, present: Present | null, now: number): Need {
  if (!present) return "login";
  if (asked.accountId !== null && asked.accountId !== present.accountId) return "other-account";
  // defence: AT-104
  if (!asked.isOpenToUser) return "no-access";
  // defence: AT-103 level
  if (asked.level > present.aal) return present.isEnrolled ? "log-in-again" : "set-up";
  // defence: AT-105
  if (!isFresh(asked, present, now)) return present.canProve ? "fresh-proof" : "log-in-again";
  return asked.wantsConfirmation ? "confirmation" : "ready";
}

function isFresh(
  { startedAt, wantsNewProof, mostAgeMs }: Asked,
  { authenticatedAt }: Present,
  now: number,
): boolean {
  if (!wantsNewProof && mostAgeMs === null) return true;
  if (authenticatedAt > now || (wantsNewProof && authenticatedAt <= startedAt)) return false;
  return mostAgeMs === null || now - authenticatedAt <= mostAgeMs;
}
