/** The service worker: the app's own files, so that codes are there without a network. Nothing of /api is ever kept. */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { takeOver } from "./take-over.ts";

/** The part of ServiceWorkerGlobalScope used here; its whole type library contradicts the page's. */
declare const self: {
  /** Written in by the build, which looks for this very name. */
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
