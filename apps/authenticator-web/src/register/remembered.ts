const name = "sallyport.registered";

/** Used while the page is open if the browser stores nothing. */
let isRemembered = false;

/**
 * Whether this app was ever registered. Stored locally, so the app opens without a network. If the browser blocks site
 * data, the answer is true, so that the vault can explain the problem.
 */
export function isRegistered(): boolean {
  try {
    return isRemembered || localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

/** Stores only the fact. The server knows whose app it is. */
export function rememberRegistration(): void {
  isRemembered = true;
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // The storage is full or blocked: the app asks the server again next time.
  }
}
