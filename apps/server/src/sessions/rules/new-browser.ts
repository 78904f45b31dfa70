const hour = 60 * 60 * 1000;
const day = 24 * hour;

export const reportLasts = 7 * day;

export const countedPeriod = hour;
/** Each mail's link ends all sessions, so more mails wouldn't help the owner. */
const mailsInPeriod = 5;

/** At the first login there is no other browser to compare with. */
export function isFirstLogin(lastSignInAt: number | null): boolean {
  return lastSignInAt === null;
}

/** @param newBrowsers the new browsers in the period, including this one */
export function isMailDue(newBrowsers: number): boolean {
  return newBrowsers <= mailsInPeriod;
}
