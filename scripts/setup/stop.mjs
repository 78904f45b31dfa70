import { endChildren } from "./process-tree.mjs";

let areChildrenEnding = false;

/** Whether this command is stopping. If so, it must not start its next step when the current child ends. */
export function isEndingWithChildren() {
  return areChildrenEnding;
}

/** When we are asked to stop, ends our child processes first: a signal to us alone would leave them running. */
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
 * Calls `stop` once when we are asked to stop: by Ctrl-C, a signal, a closed terminal, or the end of npm, which started
 * us. npm doesn't pass every signal through the shell.
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
