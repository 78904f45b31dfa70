/** Doesn't wait for the browser's answer. The app also works if the browser refuses. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
