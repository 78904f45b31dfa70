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
 * Makes a manifest without dependencies, because only the installable package's own manifest lists them.
 *
 * @param {Manifest} manifest
 * @param {Manifest} root
 */
export function vendoredManifestOf({ name }, { version, license }) {
  return { name, version, license, private: true, type: "module", exports: { "./*": "./src/*.js" } };
}
