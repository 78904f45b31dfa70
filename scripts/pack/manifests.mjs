/**
 * @typedef {{ name: string, version: string, description: string, license: string, engines: { node: string },
 *   dependencies?: Record<string, string> }} Manifest
 */

/** @param {{ root: Manifest, server: Manifest, packages: readonly Manifest[] }} manifests */
export function manifestOf({ root, server, packages }) {
  const { name, version, description, license, engines } = root;
  const own = packages.map((each) => each.name);
  /** @type {Record<string, string>} */
  const versions = Object.assign({}, ...[server, ...packages].map(({ dependencies }) => dependencies));
  for (const each of own) versions[each] = version;
  const names = Object.keys(versions).toSorted();
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines,
    bin: { [name]: "apps/server/src/sallyport.js" },
    dependencies: Object.fromEntries(names.map((each) => [each, versions[each]])),
    bundleDependencies: own,
  };
}

/**
 * @param {Manifest} root
 * @param {Manifest} disposable
 * @param {readonly Manifest[]} own
 */
export function disposableManifestOf(
  { version, license, engines },
  { name, description, dependencies },
  own,
) {
  const names = own.map((each) => each.name);
  /** @type {Record<string, string>} */
  const versions = Object.assign({}, dependencies, ...own.map((each) => each.dependencies));
  for (const each of names) versions[each] = version;
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines,
    bin: { "sallyport-disposable": "packages/disposable/src/program.js" },
    exports: {
      ".": { types: "./packages/disposable/src/index.d.ts", default: "./packages/disposable/src/index.js" },
      "./sallyport.schema.json": "./sallyport.schema.json",
    },
    dependencies: Object.fromEntries(
      Object.keys(versions)
        .toSorted()
        .map((each) => [each, versions[each]]),
    ),
    bundleDependencies: names,
  };
}

const usualExports = { "./*": { types: "./src/*.d.ts", default: "./src/*.js" } };

/**
 * Makes a manifest without dependencies, because only the installable package's own manifest lists them.
 *
 * @param {Manifest} manifest
 * @param {Manifest} root
 * @param {object} [exports]
 */
export function vendoredManifestOf({ name }, { version, license }, exports = usualExports) {
  return { name, version, license, private: true, type: "module", exports };
}
