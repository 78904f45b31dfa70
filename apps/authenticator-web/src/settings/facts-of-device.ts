export type DeviceFacts = {
  /** True if the browser has agreed to keep the vault when space is short. */
  isStorageKept: boolean;
  isOfflineReady: boolean;
};

export async function factsOfDevice(): Promise<DeviceFacts> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const registration = await container?.getRegistration();
  return {
    isStorageKept: await navigator.storage.persisted(),
    isOfflineReady: Boolean(registration?.active),
  };
}
