/** What the page says to the waiting service worker when the person wants the new version. */
export const takeOver = "take over";
