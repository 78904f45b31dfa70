import { table } from "./markdown.mjs";

/**
 * @typedef {import("./requirements-document.mjs").Row} Row
 * @typedef {import("./requirements-document.mjs").Standing} Standing
 */

const levels = /** @type {const} */ (["L1", "L2", "L3"]);
/** The share of level 3 requirements that must hold. All requirements of levels 1 and 2 must hold. */
const goalOfL3 = 0.8;

/** @param {readonly Row[]} rows */
export function summary(rows) {
  const count = (/** @type {string} */ level, /** @type {Standing} */ standing) =>
    rows.filter((row) => row.requirement.level === level && row.standing === standing).length;
  const lines = levels.map((level) => {
    const [holds, deviates, open] = [count(level, "holds"), count(level, "deviates"), count(level, "open")];
    const apply = holds + deviates + open;
    const share = `${Math.floor((holds / apply) * 100)} %`;
    return [level, apply, holds, share, deviates, open, count(level, "does not apply")].map(String);
  });
  return table(["Level", "Apply", "Hold", "Share", "Deviate, with a record", "Open", "Do not apply"], lines);
}

/** @param {readonly Row[]} rows */
export function goals(rows) {
  const open = rows.filter(({ requirement, standing }) => requirement.level !== "L3" && standing === "open");
  const highest = rows.filter(
    ({ requirement, standing }) => requirement.level === "L3" && standing !== "does not apply",
  );
  const share = highest.filter(({ standing }) => standing === "holds").length / highest.length;
  const first =
    open.length === 0
      ? "Every row of L1 and L2 that applies holds, or names the record of its deviation."
      : `Of L1 and L2 are open: ${open.map(({ requirement }) => requirement.id).join(", ")}.`;
  const second =
    share >= goalOfL3
      ? `At least ${goalOfL3 * 100} % of L3 hold.`
      : `Fewer than ${goalOfL3 * 100} % of L3 hold.`;
  return `${first} ${second}`;
}

/** @param {readonly Row[]} rows */
export function exceptions(rows) {
  const standings = /** @type {const} */ (["deviates", "open", "does not apply"]);
  return standings
    .map((standing) => {
      const ids = rows.filter((row) => row.standing === standing).map(({ requirement }) => requirement.id);
      return `- ${standing}: ${ids.map((id) => `[${id}](#${id.toLowerCase()})`).join(", ") || "none"}`;
    })
    .join("\n");
}
