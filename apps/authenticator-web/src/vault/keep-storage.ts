/**
 * Asks the browser never to clear the app's storage. Nothing waits for the result, because some browsers ask the user
 * first and the app works either way. Settings shows the result.
 */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
