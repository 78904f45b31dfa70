/** What an application's request asks for. */
export interface Asked {
  /** The time in milliseconds, because a proof of the same second can be older than the request. */
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

/** The session of the browser, if it has one. */
export interface Present {
  accountId: string;
  aal: 1 | 2;
  isEnrolled: boolean;
  /** False if a bypass code or a late set-up opened the session, so that it can't prove a factor. */
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

/** Both the page and the protocol ask this function, so they can't disagree and send a browser in circles. */
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
