/** This message makes the waiting service worker the active one. */
export const takeOver = "take over";
