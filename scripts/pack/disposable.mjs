import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/places.mjs";
import {
  beginAssembling,
  copyTo,
  dist,
  must,
  readJson,
  vendor,
  webApps,
  writeManifest,
} from "./assembling.mjs";
import { disposableManifestOf } from "./manifests.mjs";

const place = "packages/disposable";
const own = ["apps/inbox", "apps/server", "packages/contract", "packages/secure-store", "packages/totp"];

const exportsOf = /** @type {Record<string, object>} */ ({ "apps/server": { "./*.ts": "./*.js" } });

export async function assembleDisposable() {
  const assembled = join(dist, "sallyport-disposable");
  beginAssembling(assembled);
  for (const config of ["tsconfig.disposable.json", "tsconfig.disposable-types.json"])
    await must("tsc", ["-p", `scripts/pack/${config}`]);
  for (const each of own) vendor(assembled, each, exportsOf[each]);
  copyTo(
    assembled,
    webApps.map((name) => join("apps", name, "dist")),
  );
  const inbox = join(assembled, "node_modules/@sallyport/inbox/src/page");
  for (const name of ["style.css", "refresh.js"])
    writeFileSync(join(inbox, name), readFileSync(join(root, "apps/inbox/src/page", name)));
  copyTo(assembled, ["LICENSE"]);
  for (const name of ["README.md", "sallyport.schema.json"])
    writeFileSync(join(assembled, name), readFileSync(join(root, place, name)));
  const manifests = own.map((each) => readJson(join(each, "package.json")));
  const manifest = disposableManifestOf(
    readJson("package.json"),
    readJson(join(place, "package.json")),
    manifests,
  );
  writeManifest(join(assembled, "package.json"), manifest);
  return assembled;
}
