// `npm run release-checks -- proof` switches off each defence in a copy of the tree. Each attack that a
// switched-off defence prevents must have a failing test. `-- proof AT-23` selects attacks.
import { readFacts } from "./evidence/facts.mjs";
import { proveDefences } from "./evidence/prove.mjs";
import { taggedTests } from "./evidence/tagged-tests.mjs";
import { root } from "./setup/places.mjs";
import { run, Trouble } from "./setup/trouble.mjs";

await run(() => {
  const only = process.argv.slice(2);
  const known = readFacts(root).attacks.map(({ id }) => id);
  const strange = only.find((word) => !known.includes(word));
  if (strange !== undefined) throw new Trouble(`The proof takes ids of attacks, and there is no ${strange}.`);
  const named = taggedTests(root).filter(({ attacks }) => attacks.length > 0);
  return proveDefences(root, named, { only });
});
