// `npm run arrows` finds imports and SQL that docs/architecture.md forbids, and checks the document's
// diagrams. `-- --write` updates the diagrams.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cruiseTree, unseen } from "./arrows/cruise.mjs";
import { folderCycles } from "./arrows/folders.mjs";
import { withPictures } from "./arrows/picture.mjs";
import { straySql, strayTransactions } from "./arrows/sql.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const document = join(root, "docs", "architecture.md");

await run(async () => {
  const cruised = await cruiseTree(root);
  const { totalCruised, violations } = cruised.summary;
  const missed = unseen(root, cruised);
  if (totalCruised === 0 || missed.length > 0) {
    throw new Trouble(
      `Of the sources, ${totalCruised} were read, and not: ${missed.join(", ") || "all the rest"}`,
    );
  }
  for (const { from, to, rule, cycle } of violations) {
    const way = cycle ? [from, ...cycle.map(({ name }) => name)] : [from, to];
    console.error(`${rule.name}: ${[...new Set(way)].join(" → ")}`);
  }
  const rings = folderCycles(cruised);
  for (const { way, imports } of rings)
    console.error(`no-cycles-of-folders: ${way.join(" → ")}, by ${imports.join("; ")}`);

  const stray = straySql(root);
  for (const place of stray) console.error(`sql-in-repositories: ${place}`);
  const unscoped = strayTransactions(root);
  for (const place of unscoped) console.error(`transactions-have-a-scope: ${place}`);

  const written = readFileSync(document, "utf8");
  const due = withPictures(written, cruised);
  const isDrifted = written !== due;
  if (isDrifted && process.argv.includes("--write")) writeFileSync(document, due);
  else if (isDrifted) throw new Trouble("docs/architecture.md shows other arrows: npm run arrows -- --write");

  const forbidden = violations.length + rings.length;
  console.log(`${totalCruised} modules, ${forbidden} forbidden arrows, ${stray.length} lines of stray SQL`);
  return forbidden + stray.length + unscoped.length > 0 ? 1 : 0;
});
