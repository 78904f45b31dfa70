import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Application, ReflectionKind } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

const root = join(import.meta.dirname, "../..");

const totp = [
  "totp",
  "token",
  "secret",
  "key",
  "key-uri",
  "key-name",
  "key-uri-error",
  "key-uri-warnings",
].map((name) => `packages/totp/src/${name}.ts`);

const packages = [
  { name: "totp", entryPoints: totp },
  { name: "secure-store", entryPoints: ["packages/secure-store/src/public.ts"] },
];

const markdown: Partial<PluginOptions> = {
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
};

/** Throws if TypeDoc prints a warning, for example about a missing docstring. */
export async function writePages(folder: string): Promise<void> {
  for (const { name, entryPoints } of packages) {
    const app = await Application.bootstrapWithPlugins({
      name: `@sallyport/${name}`,
      entryPoints: entryPoints.map((path) => join(root, path)),
      tsconfig: join(root, `packages/${name}/tsconfig.json`),
      plugin: ["typedoc-plugin-markdown"],
      out: join(folder, name),
      // TypeDoc doesn't check the types, because `npm run types` does.
      skipErrorChecking: true,
      readme: "none",
      // Links to sources are off. They contain line numbers and commits, so they would change with every edit.
      disableSources: true,
      excludePrivate: true,
      excludeInternal: true,
      excludeExternals: true,
      sort: ["source-order"],
      validation: { notExported: false, invalidLink: true, notDocumented: true },
      requiredToBeDocumented: [
        "Class",
        "Interface",
        "Function",
        "Variable",
        "TypeAlias",
        "Method",
        "Accessor",
      ],
      router: "module",
      logLevel: "Warn",
      ...markdown,
    });
    const project = await app.convert();
    if (!project) throw new Error(`TypeDoc could not read ${name}.`);
    app.validate(project);
    for (const property of project.getReflectionsByKind(ReflectionKind.Property)) {
      // The page of a union type describes the type's properties, so these properties need no docstrings.
      const isOfUnion = property.parent?.name === "__type";
      if (!isOfUnion && !property.hasComment()) app.logger.warn(`${property.getFullName()} has no docstring`);
    }
    await app.generateOutputs(project);
    const { errorCount, warningCount } = app.logger;
    if (errorCount + warningCount > 0) {
      throw new Error(`${name}: TypeDoc found ${errorCount} errors and ${warningCount} warnings.`);
    }
  }
  const list = packages.map(({ name }) => `- [@sallyport/${name}](${name}/README.md)`);
  await writeFile(join(folder, "README.md"), `# API\n\nWritten by \`npm run docs\`.\n\n${list.join("\n")}\n`);
}
