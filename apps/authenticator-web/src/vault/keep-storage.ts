/** The app also works if the browser refuses lasting storage, so callers don't wait for the answer. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
