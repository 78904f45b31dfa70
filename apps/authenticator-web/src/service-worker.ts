import { takeOver } from "./take-over.ts";

const address = "/sw.js";

/** @param onUpdate called when a newer version is ready; its argument is a function that activates the version */
export async function startServiceWorker(onUpdate: (takeOver: () => void) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  // The new service worker deletes the files of the old version, so every window must reload.
  container.addEventListener("controllerchange", reload);
  const registration = await container.register(trusted(address));

  const offer = () => {
    const { waiting, active } = registration;
    if (waiting && active) onUpdate(() => askToTakeOver(waiting));
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  // The browser may have found an update before this script ran.
  follow();
  registration.addEventListener("updatefound", follow);
  // Users rarely reload an installed app.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}

/** A window without a service worker gets no `controllerchange` event, so the worker's state is watched. */
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
 * The app's only Trusted Types policy. It allows only the address of the service worker. The Content-Security-Policy
 * contains the policy's name.
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
    /** Undefined in browsers without Trusted Types. A trusted value is typed as a string here. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}
