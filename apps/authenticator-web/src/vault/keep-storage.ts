/**
 * Asks the browser never to clear the app's storage to make room. Some browsers ask the person, and nothing waits for the
 * answer: a refusal changes nothing here, and Settings shows it.
 */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
