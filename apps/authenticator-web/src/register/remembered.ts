const name = "sallyport.registered";

let isRemembered = false;

/**
 * Local storage remembers the registration, because the app must open without a network. If the browser blocks the
 * storage, returns true: the vault then explains the problem.
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
    // The app asks the server again next time.
  }
}
