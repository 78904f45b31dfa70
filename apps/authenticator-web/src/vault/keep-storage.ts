/** The app works without an answer, so nothing waits for it. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
