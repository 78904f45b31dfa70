const titles = /** @type {Record<string, string>} */ ({
  2: "Validation and business logic",
  3: "Web frontend",
  6: "Authentication",
  7: "Sessions",
  8: "Authorization",
  11: "Cryptography",
  13: "Configuration",
  14: "Data protection",
  15: "Secure coding and architecture",
  16: "Logging and error handling",
});

/**
 * @template {{ requirement: import("./facts.mjs").Requirement }} Row
 * @param {readonly Row[]} rows
 * @returns {{ heading: string, inIt: Row[] }[]}
 */
export function chaptersOf(rows) {
  const groups = [...Map.groupBy(rows, ({ requirement }) => chapterOf(requirement))];
  return groups
    .toSorted(([one], [other]) => numberOf(one) - numberOf(other))
    .map(([heading, inIt]) => ({ heading, inIt }));
}

/** @param {string} chapter */
function numberOf(chapter) {
  return Number(/^ASVS (\d+)/.exec(chapter)?.[1] ?? 1000);
}

/** @param {import("./facts.mjs").Requirement} requirement */
function chapterOf({ source, isOurs = false }) {
  const chapter = isOurs ? undefined : /ASVS (\d+)\./.exec(source)?.[1];
  if (chapter !== undefined) return `ASVS ${chapter}${titles[chapter] ? `, ${titles[chapter]}` : ""}`;
  return source.split(/ (?:§|appendix)/)[0] ?? source;
}
