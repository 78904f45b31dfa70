import { endChildren } from "./process-tree.mjs";

let areChildrenEnding = false;

export function isEndingWithChildren() {
  return areChildrenEnding;
}

export function endWithChildren(graceMs = 8_000) {
  whenAskedToStop((reason) => {
    areChildrenEnding = true;
    void endChildren(graceMs).then(() => {
      console.error(`Ended by ${reason}.`);
      process.exit(1);
    });
  });
}

/**
 * Calls `stop` once: on a signal, when the terminal is closed, or when npm has ended. npm doesn't pass on every
 * signal, so this process also watches for the end of npm.
 *
 * @param {(reason: NodeJS.Signals) => void} stop
 */
export function whenAskedToStop(stop) {
  let isAsked = false;
  /** @param {NodeJS.Signals} reason */
  const once = (reason) => {
    if (isAsked) return;
    isAsked = true;
    stop(reason);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, once);

  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once("SIGTERM");
  }, 500).unref();
}
