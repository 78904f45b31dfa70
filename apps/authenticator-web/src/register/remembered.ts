const name = "sallyport.registered";

/** Whether this app was registered once. Remembered here, so that it opens without a network. */
export function isRegistered(): boolean {
  return localStorage.getItem(name) !== null;
}

/** Only the fact: whose app it is, the server knows. */
export function rememberRegistration(): void {
  localStorage.setItem(name, "yes");
}
