// `npm run words` finds banned words in comments, documents, mails and screens.
import { root } from "./setup/places.mjs";
import { run } from "./setup/trouble.mjs";
import { checkWords } from "./words/check.mjs";

await run(async () => {
  const { files, faults } = checkWords(root);
  for (const fault of faults) console.error(fault);
  console.log(`${files} texts, ${faults.length} words to replace`);
  return faults.length > 0 || files === 0 ? 1 : 0;
});
