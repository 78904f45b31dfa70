/** Doesn't wait for the answer, because the app also works without lasting storage. */
export function askToKeepStorage(): void {
  const storage = navigator.storage as StorageManager | undefined;
  storage?.persist().catch(() => false);
}
