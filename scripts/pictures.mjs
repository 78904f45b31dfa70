// `npm run pictures` runs two stories and makes the screenshots of README.md and docs/applications/grafana.md.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { root } from "./setup/places.mjs";
import { forStories, installSystemPackages } from "./setup/system-packages.mjs";
import { run, Trouble } from "./setup/trouble.mjs";
import { runStep, steps } from "./test/run-step.mjs";

const names = ["user-security", "set-up-scan", "authenticator-code", "one-time-passcode", "add-grafana"];
/** The seed is fixed, so the pictures change only if the product changes. */
const seed = "pictures";

await run(async () => {
  if (process.argv.length > 2) throw new Trouble("npm run pictures takes no words.");
  await installNpmPackages();
  await installSystemPackages(forStories);
  const taken = mkdtempSync(join(tmpdir(), "sallyport-pictures-"));
  try {
    Object.assign(process.env, { E2E_SCREENSHOTS: taken, E2E_SEED: seed });
    const { failures } = await runStep(steps.e2e, [
      "--",
      "first-story",
      "applications.spec",
      "--project",
      "memory",
    ]);
    if (failures.length > 0) return 1;
    for (const name of names)
      copyFileSync(join(taken, `${name}.png`), join(root, "docs/pictures", `${name}.png`));
    console.log(`Taken: ${names.join(", ")}, in docs/pictures.`);
    return 0;
  } finally {
    rmSync(taken, { recursive: true });
  }
});
