/**
 * @typedef {{ task: string, text: string }} Line one line that a task of turbo printed
 */

/**
 * @param {string} written
 * @returns {Line | null}
 */
export function readLine(written) {
  if (written === "") return null;
  try {
    const { source, text } = JSON.parse(written);
    return text === "" ? null : { task: taskName(source), text };
  } catch {
    // A line isn't JSON if turbo hasn't read its options yet, or if a killed task left the line incomplete.
    return { task: "turbo", text: written };
  }
}

/** @param {string} source */
function taskName(source) {
  return source.replace(/^@[^/]+\//, "").replace(/#.*$/, "");
}

/**
 * True if the line says that a program has ended. Only the output shows this, because `node --watch` itself
 * keeps running.
 *
 * @param {Line} line
 */
export function tellsOfDeath({ text }) {
  return /^(Failed|Completed) running '/.test(text);
}

/** @returns {(line: Line) => boolean} */
export function troubleFilter() {
  /** @type {Set<string>} the tasks whose last line was shown */
  const inTrouble = new Set();
  return ({ task, text }) => {
    const isTrouble = isTroubleLine(text) || (inTrouble.has(task) && /^\s+\S/.test(text));
    if (isTrouble) inTrouble.add(task);
    else inTrouble.delete(task);
    return isTrouble;
  };
}

/** @param {string} text */
function isTroubleLine(text) {
  const entry = pinoEntry(text);
  return entry ? entry.level >= 40 : /\b\w*error\b|\bfail(ed|ure)\b|\bfatal\b|\bunhandled/i.test(text);
}

/**
 * @param {Line} line
 * @returns {string}
 */
export function readable({ task, text }) {
  const entry = pinoEntry(text);
  if (!entry) return `[${task}] ${text}`;
  const level = entry.level >= 50 ? "error" : entry.level >= 40 ? "warning" : "info";
  const cause = entry.err?.stack ?? entry.err?.message;
  return `[${task}] ${level}: ${entry.msg ?? ""}${cause ? `\n${cause}` : ""}`;
}

/**
 * @param {string} text
 * @returns {{ level: number, msg?: string, err?: { message?: string, stack?: string } } | null}
 */
function pinoEntry(text) {
  if (!text.startsWith('{"level":')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
