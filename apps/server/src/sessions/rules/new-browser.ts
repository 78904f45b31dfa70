const hour = 60 * 60 * 1000;
const day = 24 * hour;

export const reportLasts = 7 * day;

export const countedPeriod = hour;
/** More mails wouldn't help the owner, because the link in each mail ends all sessions. */
const mailsInPeriod = 5;

/** The first login sends no mail, because there is no other browser to compare with. */
export function isFirstLogin(lastSignInAt: number | null): boolean {
  return lastSignInAt === null;
}

/** @param newBrowsers the new browsers in the period, including this one */
export function isMailDue(newBrowsers: number): boolean {
  return newBrowsers <= mailsInPeriod;
}
