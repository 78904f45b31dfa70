import { setTimeout as pause } from "node:timers/promises";
import { afterAll } from "vitest";
import { changes, openHandles, processState, putBack } from "./process-state.mjs";

// The test files of the project "shared" share a process, so one file could change the process for the next
// file. Vitest runs this module before each of these files.
const before = processState();
const millisecondsToClose = 5000;

afterAll(async () => {
  await untilClosed();
  const found = changes(before, processState());
  putBack(before);
  if (found.length === 0) return;
  throw new Error(
    `This file leaves the process changed for the files that run after it:\n${found.join("\n")}\n` +
      "Change it back in `afterEach` or `afterAll`. Only a file that replaces modules is named `x.isolated.test.ts`.",
  );
}, 2 * millisecondsToClose);

/** Waits until the handles are gone, because a closed socket or process stays in the list for a moment. */
async function untilClosed() {
  const waitsUntil = performance.now() + millisecondsToClose;
  while (openHandles().length > before.handles.length && performance.now() < waitsUntil)
    await pause(10, undefined, { ref: false });
}
