const name = "sallyport.registered";

/** For as long as the page lives, where the browser keeps nothing. */
let isRemembered = false;

/**
 * Whether this app was registered once. Remembered here, so that it opens without a network.
 * A browser that blocks the data of sites can't tell; then the way is open to the vault, which says what to do about it.
 */
export function isRegistered(): boolean {
  try {
    return isRemembered || localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

/** Only the fact: whose app it is, the server knows. */
export function rememberRegistration(): void {
  isRemembered = true;
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // Full or blocked: the server is asked again next time.
  }
}
