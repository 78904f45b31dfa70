const name = "sallyport.registered";

/** True after `rememberRegistration`, even if the browser blocks local storage. */
let isRemembered = false;

/**
 * Whether this app was ever registered. Local storage remembers this, because the app must open without a network.
 * Returns true if the browser blocks the storage, because the vault then explains the problem.
 */
export function isRegistered(): boolean {
  try {
    return isRemembered || localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

/** Doesn't store the e-mail address, because the server knows it. */
export function rememberRegistration(): void {
  isRemembered = true;
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // The storage is full or blocked: the app asks the server again next time.
  }
}
