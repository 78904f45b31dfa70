// Our own packages are bundled dependencies in node_modules (docs/decisions/0045-one-package.md).
import { readFileSync, rmSync, writeFileSync } from "node:fs";
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
import { manifestOf } from "./manifests.mjs";

const own = ["contract", "secure-store", "totp"];

export async function assembleServer() {
  const assembled = join(dist, "sallyport");
  beginAssembling(assembled);
  await must("tsc", ["-p", "scripts/pack/tsconfig.json"]);
  for (const name of own) vendor(assembled, `packages/${name}`);
  rmSync(join(assembled, "packages"), { recursive: true });
  copyTo(
    assembled,
    webApps.map((name) => join("apps", name, "dist")),
  );
  copyTo(assembled, [
    "LICENSE",
    "CHANGELOG.md",
    "deploy",
    "docs/settings.md",
    "docs/operations.md",
    "docs/decisions",
  ]);
  const readme = readFileSync(join(root, "scripts/pack/README.md"), "utf8");
  writeFileSync(join(assembled, "README.md"), readme.replaceAll("](../../", "]("));
  const manifest = manifestOf({
    root: readJson("package.json"),
    server: readJson("apps/server/package.json"),
    packages: own.map((name) => readJson(`packages/${name}/package.json`)),
  });
  writeManifest(join(assembled, "package.json"), manifest);
  return assembled;
}
