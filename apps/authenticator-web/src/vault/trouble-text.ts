import { ConnectionLost } from "./connection.ts";
import { VaultUnreadable } from "./vault.ts";

/** This page isn't a secure context, so the browser provides no cryptography (W3C Secure Contexts). */
export class InsecureContext extends Error {
  override readonly name = "InsecureContext";
}

export function troubleText(error: Error): { title: string; wayOut: string } {
  if (error instanceof VaultUnreadable) return unreadable;
  if (error instanceof ConnectionLost) return lost;
  return error instanceof InsecureContext ? insecure : noStorage;
}

export function changeTrouble(error: Error): string {
  if (error instanceof ConnectionLost) return `${lost.title}. Load the app again, then try again.`;
  return "The browser's storage refused. Try again.";
}

const lost = {
  title: "The app has lost its connection to the storage",
  wayOut:
    "Your accounts are still stored on this device, and codes that are shown here still work. Load the app again.",
};

const unreadable = {
  title: "Your accounts can't be opened",
  wayOut:
    "They are still stored on this device, but the key that opens them is missing or isn't theirs. Close the app and open it again. If that doesn't help, log in with another factor, or ask your administrator to reset your authenticator. Then erase what is here.",
};

const insecure = {
  title: "This address is not secure",
  wayOut: "Browsers protect secrets only over a secure connection. Open the app by its address with https.",
};

const noStorage = {
  title: "This browser gives the app no storage",
  wayOut:
    "It may be a private window, a full disk, or a setting that blocks the data of sites. Nothing was changed. Allow storage for this site, then try again.",
};
