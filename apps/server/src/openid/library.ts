import { subscribe } from "node:diagnostics_channel";
import { registerHooks } from "node:module";
import { timeOfCall } from "./call.ts";

export type Library = typeof import("oidc-provider");
export type Provider = InstanceType<Library["Provider"]>;

const clockChannel = "sallyport:openid-clock";

/** Replaces the library's file that reads the machine's clock, so that tests can simulate the time. */
const clockSource = `import { channel } from "node:diagnostics_channel";
const clock = channel(${JSON.stringify(clockChannel)});
function now() {
  const asked = { now: Date.now() };
  clock.publish(asked);
  return asked.now;
}
export default (date = now()) => Math.floor(date / 1000);`;

function answer(asked: unknown): void {
  // defence: AT-118
  (asked as { now: number }).now = timeOfCall();
}

let library: Promise<Library> | undefined;

/** The library takes 0.2 seconds to load, so the server loads it after it has begun to listen. */
export function loadLibrary(): Promise<Library> {
  library ??= load();
  return library;
}

async function load(): Promise<Library> {
  subscribe(clockChannel, answer);
  const hooks = registerHooks({
    load: (url, context, next) =>
      url.endsWith("/oidc-provider/lib/helpers/epoch_time.js")
        ? { format: "module", shortCircuit: true, source: clockSource }
        : next(url, context),
  });
  try {
    // The library itself checks codes and addresses. The proof switches that off here.
    // defence: AT-132 library
    // defence: AT-135
    // defence: AT-136
    // defence: AT-137
    return await import("oidc-provider");
  } finally {
    hooks.deregister();
  }
}
