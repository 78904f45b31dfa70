// `npm run evidence` checks docs/security/{asvs,attacks}.md, seen-to-fail.md, console-tests.md, the list in
// docs/applications/conformance.md and the markers of the defences.
// `-- --write` updates asvs.md, attacks.md and the list.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacksDocument } from "./evidence/attacks-document.mjs";
import { conformancePage } from "./evidence/conformance-page.mjs";
import { troubleWithConsoleTable } from "./evidence/console-table.mjs";
import { defences } from "./evidence/defences.mjs";
import { readFacts } from "./evidence/facts.mjs";
import { markersIn, troubleWithMarkers } from "./evidence/markers.mjs";
import { requirementsDocument } from "./evidence/requirements-document.mjs";
import { troubleWithSeen } from "./evidence/seen-to-fail.mjs";
import { taggedTests, troubleWithTags } from "./evidence/tagged-tests.mjs";
import { titlesIn } from "./evidence/titles.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

const modulesPage = "docs/applications/conformance.md";

await run(async () => {
  const facts = readFacts(root);
  const tests = taggedTests(root);
  const documents = {
    "docs/security/asvs.md": requirementsDocument(facts, tests),
    "docs/security/attacks.md": attacksDocument(facts, tests),
    [modulesPage]: conformancePage(facts, tests, read(modulesPage)),
  };
  const troubles = [
    ...troubleWithTags(facts, tests),
    ...Object.values(documents).flatMap(({ troubles: found }) => found),
    ...troubleWithMarkers(defences, markersIn(root)),
    ...troubleWithSeen(facts, tests, defences, read("docs/security/seen-to-fail.md")),
    ...troubleWithConsoleTable(read("docs/console-tests.md"), titlesOf),
  ];
  for (const trouble of troubles) console.error(trouble);

  for (const [path, { text }] of Object.entries(documents)) {
    if (read(path) === text) continue;
    if (!process.argv.includes("--write"))
      throw new Trouble(`${path} is out of date: npm run evidence -- --write`);
    writeFileSync(join(root, path), text);
  }
  console.log(
    `${tests.length} tests claim a requirement or an attack, ${troubles.length} claims do not hold`,
  );
  return troubles.length > 0 ? 1 : 0;
});

/** @param {string} path */
function read(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
}

/** @param {string} file */
function titlesOf(file) {
  const source = read(file);
  return source === "" ? null : titlesIn(source).map(({ titles }) => titles.join(" > "));
}
