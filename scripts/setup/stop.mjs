import { endChildren } from "./process-tree.mjs";

let areChildrenEnding = false;

/** Whether the command is on its way out: what it does after the child that was just ended must not begin any more. */
export function isEndingWithChildren() {
  return areChildrenEnding;
}

/** When we are asked to end, ends what we have started first: a signal to us alone would leave it running. */
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
 * Calls `stop` once when we are asked to end: by Ctrl-C, by a signal, by a terminal that closes, or because npm, which
 * started us, is gone. npm does not pass every signal on through the shell in between.
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
