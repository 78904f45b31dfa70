import { takeOver } from "./take-over.ts";

const address = "/sw.js";

/**
 * Registers the service worker and watches for newer versions of it.
 * @param onUpdate called when a newer version is ready; what it receives lets that version take over
 */
export async function startServiceWorker(onUpdate: (takeOver: () => void) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  // From here on the files of the old version are gone, in every window.
  container.addEventListener("controllerchange", reload);
  const registration = await container.register(trusted(address));

  const offer = () => {
    const { waiting, active } = registration;
    if (waiting && active) onUpdate(() => askToTakeOver(waiting));
  };
  const follow = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  // The browser looks for a new version before this script runs, so one may be on its way already.
  follow();
  registration.addEventListener("updatefound", follow);
  // An installed app is rarely reloaded, only brought to the front.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}

/** A window that no service worker controls, as on the first visit, is not told of a change: it watches for itself. */
function askToTakeOver(worker: ServiceWorker): void {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") reload();
  });
  worker.postMessage(takeOver, []);
}

function reload(): void {
  window.location.reload();
}

/** The only Trusted Types policy of the app; the server's Content-Security-Policy names it. It passes one address. */
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
    /** Absent in browsers without Trusted Types. The trusted value passes as a string where one is expected. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
}
