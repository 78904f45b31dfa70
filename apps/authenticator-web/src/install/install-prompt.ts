/** Chromium's offer to install the app: it comes once, early, and is kept until the user presses a button. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

let offer: BeforeInstallPromptEvent | undefined;
const listeners = new Set<() => void>();

function keep(next: BeforeInstallPromptEvent | undefined) {
  offer = next;
  for (const listener of listeners) listener();
}

/** To be called before the page is drawn, since the event does not wait for it. */
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

/** The browser asks the person. An offer can be used once. */
export async function install(): Promise<void> {
  await offer?.prompt();
  keep(undefined);
}
