// `npm run evidence`: keeps docs/security/{asvs,attacks}.md true to the tests that claim a requirement or an attack.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacksDocument } from "./evidence/attacks-document.mjs";
import { readFacts } from "./evidence/facts.mjs";
import { requirementsDocument } from "./evidence/requirements-document.mjs";
import { taggedTests, troubleWithTags } from "./evidence/tagged-tests.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

await run(async () => {
  const facts = readFacts(root);
  const tests = taggedTests(root);
  const documents = {
    "docs/security/asvs.md": requirementsDocument(facts, tests),
    "docs/security/attacks.md": attacksDocument(facts, tests),
  };
  const troubles = [
    ...troubleWithTags(facts, tests),
    ...Object.values(documents).flatMap(({ troubles: found }) => found),
  ];
  for (const trouble of troubles) console.error(trouble);

  for (const [path, { text }] of Object.entries(documents)) {
    if (readFileSync(join(root, path), { encoding: "utf8", flag: "a+" }) === text) continue;
    if (!process.argv.includes("--write"))
      throw new Trouble(`${path} is out of date: npm run evidence -- --write`);
    writeFileSync(join(root, path), text);
  }
  console.log(
    `${tests.length} tests claim a requirement or an attack, ${troubles.length} claims do not hold`,
  );
  return troubles.length > 0 ? 1 : 0;
});
