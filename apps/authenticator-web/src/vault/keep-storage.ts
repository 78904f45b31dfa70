/**
 * Asks the browser never to clear the app's storage. Some browsers ask the user, so nothing waits for the result: the
 * app works without it, and Settings shows it.
 */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
