const name = "sallyport.registered";

let isRemembered = false;

/**
 * Local storage remembers the registration, because the app must open without a network. Returns true if the
 * browser blocks the storage: the vault then explains the problem.
 */
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
    // Next time, the app asks the server again.
  }
}
