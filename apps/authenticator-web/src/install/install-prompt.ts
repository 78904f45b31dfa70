interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

let offer: BeforeInstallPromptEvent | undefined;
const listeners = new Set<() => void>();

function keep(next: BeforeInstallPromptEvent | undefined) {
  offer = next;
  for (const listener of listeners) listener();
}

/** Call this before the first render, because the browser can fire `beforeinstallprompt` early. */
export function awaitInstallOffer(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    keep(event as BeforeInstallPromptEvent);
  });
  window.addEventListener("appinstalled", () => keep(undefined));
}

export function onInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hasInstallOffer(): boolean {
  return offer !== undefined;
}

export async function install(): Promise<void> {
  await offer?.prompt();
  keep(undefined);
}
