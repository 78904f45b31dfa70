import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * @param {string} root
 * @param {string} file
 */
export function brokenLinksOf(root, file) {
  const text = readFileSync(join(root, file), "utf8").replace(/^```.*?^```$/gms, "");
  return [...text.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
    const [path = "", heading] = target.split("#");
    const place = path === "" ? join(root, file) : join(root, dirname(file), path);
    if (!existsSync(place)) return [`${file}: ${target}`];
    if (heading === undefined || !place.endsWith(".md")) return [];
    return headingsOf(readFileSync(place, "utf8")).includes(heading)
      ? []
      : [`${file}: ${target}, ${relative(root, place)} has no such heading`];
  });
}

/** @param {string} markdown */
function headingsOf(markdown) {
  const anchors = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  // A second heading with the same text gets the anchor `name-1`.
  const numbered = headings.map((name, n) => {
    const earlier = headings.slice(0, n).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}-${earlier}`;
  });
  return [...numbered, ...anchors];
}
