import { vi } from "vitest";

/** @typedef {ReturnType<typeof processState>} ProcessState */

/**
 * The kinds of handles that are compared. Timers and pipes are missing, because Vitest opens them at any time.
 */
const handles = new Set([
  "FSEventWrap",
  "ProcessWrap",
  "StatWatcher",
  "TCPServerWrap",
  "TCPSocketWrap",
  "UDPWrap",
]);

export function processState() {
  return {
    hasFakeTimers: vi.isFakeTimers(),
    workingDirectory: process.cwd(),
    umask: process.umask(),
    exitCode: process.exitCode,
    environment: propertiesOf(process.env),
    globals: propertiesOf(globalThis),
    listeners: listeners(),
    handles: openHandles(),
  };
}

export function openHandles() {
  return process.getActiveResourcesInfo().filter((kind) => handles.has(kind));
}

/**
 * @param {ProcessState} before
 * @param {ProcessState} after
 * @returns {string[]}
 */
export function changes(before, after) {
  const then = named(before);
  const now = named(after);
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((name) => !Object.is(then.get(name), now.get(name)))
    .map((name) => `${name} was ${String(then.get(name))} and is ${String(now.get(name))}`);
}

/**
 * Restores the state of the process. Listeners and handles stay, because only the test file can close them.
 *
 * @param {ProcessState} before
 */
export function putBack({ workingDirectory, umask, exitCode, environment, globals }) {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  process.chdir(workingDirectory);
  process.umask(umask);
  process.exitCode = exitCode;
  putBackProperties(process.env, environment);
  putBackProperties(globalThis, globals);
}

/**
 * @param {object} owner
 * @returns {Map<string, unknown>}
 */
function propertiesOf(owner) {
  // Globals that begin with `__` are ignored, because zod and Vitest keep state in them.
  const names = Object.getOwnPropertyNames(owner).filter((name) => !name.startsWith("__"));
  return new Map(names.map((name) => [name, Reflect.get(owner, name)]));
}

/**
 * @param {object} owner
 * @param {ReadonlyMap<string, unknown>} before
 */
function putBackProperties(owner, before) {
  for (const [name, value] of propertiesOf(owner)) {
    if (!before.has(name)) Reflect.deleteProperty(owner, name);
    else if (!Object.is(value, before.get(name))) Reflect.set(owner, name, before.get(name));
  }
  for (const [name, value] of before) if (!Object.hasOwn(owner, name)) Reflect.set(owner, name, value);
}

/** @returns {Map<string, unknown>} */
function listeners() {
  // The event `exit` is ignored, because Pino's listener stays until its logger is garbage-collected.
  const events = process.eventNames().filter((name) => name !== "exit");
  return new Map(events.map((name) => [String(name), process.listenerCount(name)]));
}

/**
 * @param {ProcessState} state
 * @returns {Map<string, unknown>}
 */
function named({ environment, globals, listeners: counts, handles: open, ...others }) {
  return new Map([
    ...Object.entries(others),
    ...prefixed("environment variable", environment),
    ...prefixed("global", globals),
    ...prefixed("number of listeners of", counts),
    ...prefixed("open handle", new Map(open.entries())),
  ]);
}

/**
 * @param {string} prefix
 * @param {ReadonlyMap<string | number, unknown>} values
 * @returns {[string, unknown][]}
 */
function prefixed(prefix, values) {
  return [...values].map(([name, value]) => [`${prefix} ${name}`, value]);
}
