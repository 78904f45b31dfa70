const kinds = ["feat", "fix", "refactor", "perf", "test", "docs", "build", "ci", "chore"];
const longest = 72;

/**
 * @param {string} message
 * @returns {string | null}
 */
export function faultOf(message) {
  const [subject = "", second = ""] = message.split("\n").filter((line) => !line.startsWith("#"));
  // Git itself writes messages that begin with these words, so they are allowed.
  if (/^(Merge|Revert|fixup!|squash!) ?/.test(subject)) return null;

  const [, kind = "", scope, text = ""] = /^([^(: ]+)(?:\(([^)]*)\))?!?: (.+)$/.exec(subject) ?? [];
  if (!kinds.includes(kind)) return `The first line begins with a kind (${kinds.join(", ")}) and a colon.`;
  if (scope === undefined) return "The first line names the feature's folder in brackets behind the kind.";
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(scope)) return `"${scope}" is no folder's name.`;
  if (text.endsWith(".")) return "The first line has no full stop.";
  if (subject.length > longest)
    return `The first line has ${subject.length} characters; ${longest} are the most.`;
  if (second !== "") return "The second line is empty, and the reasons stand below it.";
  return null;
}
