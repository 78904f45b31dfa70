const minute = 60_000;

/** How long a mailed link works. */
export const lifetimeMs = 60 * minute;
/** Within which requests of one network are counted. */
export const countedMs = 60 * minute;
/** Between two mails to one account. */
export const pauseMs = 5 * minute;
/** Requests from one network within an hour that are looked at. */
export const requestsAnHour = 20;

export interface ResetFacts {
  /** Null for a login that no account has. */
  state: "staged" | "active" | "suspended" | null;
  /** When a mail last went to this account because it was asked for. */
  lastMailedAt: number | null;
  /** From this network within the last hour. */
  requestsBefore: number;
}

export type Mailing = { mail: "reset-link" | "invitation" } | { mail: null; why: string };

/** What a request for a new password leads to. Whoever asked learns nothing of it. */
export function mailingFor({ state, lastMailedAt, requestsBefore }: ResetFacts, now: number): Mailing {
  if (requestsBefore >= requestsAnHour) return { mail: null, why: "too many requests from there" };
  if (state === null) return { mail: null, why: "unknown login" };
  if (state === "suspended") return { mail: null, why: "account is suspended" };
  if (lastMailedAt !== null && now - lastMailedAt < pauseMs) {
    return { mail: null, why: "asked again within 5 minutes" };
  }
  return { mail: state === "staged" ? "invitation" : "reset-link" };
}
