const name = "sallyport.registered";

/** Set by `rememberRegistration`, in case the browser doesn't store the answer. */
let isRemembered = false;

/**
 * Whether this app was ever registered. The answer is in local storage, so the app opens without a network. If the
 * browser blocks the storage, the answer is true, so that the vault can explain the problem.
 */
export function isRegistered(): boolean {
  try {
    return isRemembered || localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

/** Stores no e-mail address: the server knows which user registered. */
export function rememberRegistration(): void {
  isRemembered = true;
  try {
    localStorage.setItem(name, "yes");
  } catch {
    // The storage is full or blocked: the app asks the server again next time.
  }
}
