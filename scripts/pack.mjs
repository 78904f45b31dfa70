// `npm run pack` builds the installable packages in dist/: the server's sallyport-VERSION.tgz, the disposable identity
// provider's, and those of the test kit. For each there is a folder with the same content.
import { readdirSync } from "node:fs";
import { dist, must } from "./pack/assembling.mjs";
import { assembleDisposable } from "./pack/disposable.mjs";
import { assemble, kit } from "./pack/kit.mjs";
import { assembleServer } from "./pack/server.mjs";
import { installNpmPackages } from "./setup/npm-packages.mjs";
import { run } from "./setup/trouble.mjs";

await run(async () => {
  await installNpmPackages();
  await must("turbo", ["run", "build", "--output-logs=errors-only"]);
  const words = process.argv.slice(2);
  const to = words.length > 0 ? words : ["--pack-destination", dist];
  const ofKit = kit.map((each) => () => assemble(each, must));
  for (const assembleOne of [assembleServer, assembleDisposable, ...ofKit]) {
    const assembled = await assembleOne();
    const packed = await must("npm", ["pack", assembled, "--silent", ...to]);
    const files = readdirSync(assembled, { recursive: true }).length;
    console.log(`${packed.trim()}: ${files} files and folders`);
  }
  return 0;
});
