/** The app also works without lasting storage, so callers don't wait for the answer. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
