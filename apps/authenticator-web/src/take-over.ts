/** Sent to the waiting service worker when the user chooses to load the new version. */
export const takeOver = "take over";
