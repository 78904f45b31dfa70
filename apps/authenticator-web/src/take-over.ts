/** The message to the waiting service worker when the user wants the new version. */
export const takeOver = "take over";
