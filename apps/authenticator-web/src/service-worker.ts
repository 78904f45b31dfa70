import { takeOver } from "./take-over.ts";

const address = "/sw.js";

/**
 * Registers the service worker and watches for newer versions.
 * @param onUpdate called when a newer version is ready; its argument activates that version
 */
export async function startServiceWorker(onUpdate: (takeOver: () => void) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  // From now on no window can load files of the old version.
  container.addEventListener("controllerchange", reload);
  const registration = await container.register(trusted(address));

  const offer = () => {
    const { waiting, active } = registration;
    if (waiting && active) onUpdate(() => askToTakeOver(waiting));
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  // The browser checks for updates before this script runs, so one may be installing already.
  follow();
  registration.addEventListener("updatefound", follow);
  // An installed app is rarely reloaded, so check when it comes to the front.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}

/**
 * On the first visit no service worker controls the window. It gets no `controllerchange`, so it watches the worker's
 * state.
 */
function askToTakeOver(worker: ServiceWorker): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") reload();
  });
  worker.postMessage(takeOver, []);
}

function reload(): void {
  window.location.reload();
}

/** The app's only Trusted Types policy, named in the Content-Security-Policy. It allows only one address. */
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
    /** Undefined in browsers without Trusted Types. The trusted value can be used as a string. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}
