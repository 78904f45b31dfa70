const name = "sallyport.registered";

let isRemembered = false;

/**
 * Reads the storage and not the server, because the app must open without a network. If the browser blocks the
 * storage, the result is true. The vault then explains the problem.
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
    // If the storage is blocked, the next start asks the server again.
  }
}
