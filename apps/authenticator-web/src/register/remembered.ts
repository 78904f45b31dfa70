const name = "sallyport.registered";

let isRemembered = false;

/** The app must open without a network. If the browser blocks the storage, the vault explains the problem. */
export function isRegistered(): boolean {
  try {
    return isRemembered || localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

export function rememberRegistration(): void {
  isRemembered = true;
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // The next start asks the server again.
  }
}
