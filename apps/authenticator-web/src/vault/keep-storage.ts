/** Nothing waits for the answer, because the app works without it. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
