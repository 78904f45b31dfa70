// `npm run settings` checks the table in docs/settings.md against the settings in `config/`. `-- --write`
// updates the table.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingRows } from "../apps/server/src/config/reference.ts";
import { withTable } from "./documents/settings-table.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const document = join(root, "docs", "settings.md");

await run(async () => {
  const rows = settingRows();
  const written = readFileSync(document, "utf8");
  const due = withTable(written, rows);
  const isStale = written !== due;
  if (isStale && process.argv.includes("--write")) writeFileSync(document, due);
  else if (isStale) throw new Trouble("docs/settings.md has an old table: npm run settings -- --write");
  console.log(`${rows.length} settings`);
  return 0;
});
