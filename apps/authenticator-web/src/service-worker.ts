import { takeOver } from "./take-over.ts";

const address = "/sw.js";

/** @param onUpdate called when a newer version is ready; its argument is a function that activates the version */
export async function startServiceWorker(onUpdate: (takeOver: () => void) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  // The page reloads, because the new service worker deletes the files of the old version.
  container.addEventListener("controllerchange", reload);
  const registration = await container.register(trusted(address));

  const offer = () => {
    const { waiting, active } = registration;
    if (waiting && active) onUpdate(() => askToTakeOver(waiting));
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  follow();
  registration.addEventListener("updatefound", follow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}

function askToTakeOver(worker: ServiceWorker): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") reload();
  });
  worker.postMessage(takeOver, []);
}

function reload(): void {
  window.location.reload();
}

/**
 * Returns the service worker's address as a Trusted Type. The Trusted Types policy accepts no other address.
 * The Content-Security-Policy header contains the name of the Trusted Types policy.
 */
function trusted(url: string): string {
  const policy = window.trustedTypes?.createPolicy("sallyport-service-worker", {
    createScriptURL(asked) {
      if (asked !== address) throw new TypeError("only the app's own service worker may be registered");
      return asked;
    },
  });
  return policy?.createScriptURL(url) ?? url;
}

declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}
