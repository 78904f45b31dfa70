import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { takeOver } from "./take-over.ts";

/**
 * These types are declared here, because the official types of `ServiceWorkerGlobalScope` conflict with the DOM
 * types.
 */
declare const self: {
  /** The build replaces the text `self.filesOfTheApp` with the list of files. */
  readonly filesOfTheApp: (PrecacheEntry | string)[];
  skipWaiting(): Promise<void>;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
};

precacheAndRoute(self.filesOfTheApp);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [/^\/api(\/|$)/] }));

// A new version waits until the user agrees, because an automatic reload would lose a half-typed key.
self.addEventListener("message", (event) => {
  if (event.data === takeOver) void self.skipWaiting();
});
