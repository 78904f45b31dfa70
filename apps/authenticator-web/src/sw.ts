/** The service worker. It caches the app's own files, so that codes work offline, and nothing of /api. */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { takeOver } from "./take-over.ts";

/** The part of ServiceWorkerGlobalScope that is used here. Its type library conflicts with the DOM's. */
declare const self: {
  /** The build replaces this exact name with the list of files. */
  readonly filesOfTheApp: (PrecacheEntry | string)[];
  skipWaiting(): Promise<void>;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
};

precacheAndRoute(self.filesOfTheApp);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [/^\/api(\/|$)/] }));

// A new version waits until the user presses "Reload", so that a half-typed key isn't lost.
self.addEventListener("message", (event) => {
  if (event.data === takeOver) void self.skipWaiting();
});
