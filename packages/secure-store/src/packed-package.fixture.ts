import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

export const packageFolder = join(import.meta.dirname, "..");
const repository = join(packageFolder, "../..");
const needed = ["@napi-rs/keyring", "execa", "@types/node"];

interface Manifest {
  readonly exports: object;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export interface Installation extends AsyncDisposable {
  readonly manifest: Manifest;
  readonly files: readonly string[];
  imports(ending: ".js" | ".d.ts"): Promise<string[]>;
  run(program: string): Promise<string>;
  check(...programs: readonly string[]): Promise<void>;
}

export async function installPackedPackage(): Promise<Installation> {
  const place = await mkdtemp(join(tmpdir(), "packed-"));
  const tarball = await pack(place);
  const folder = join(place, "program");
  const modules = join(folder, "node_modules");
  const installed = join(modules, "@sallyport/secure-store");
  await mkdir(installed, { recursive: true });
  await execa("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  for (const name of needed) {
    await mkdir(join(modules, name, ".."), { recursive: true });
    await symlink(join(repository, "node_modules", name), join(modules, name));
  }
  const { stdout: listing } = await execa("tar", ["-tzf", tarball]);
  const files = listing.split("\n").map((path) => path.replace(/^package\//, ""));
  const program = join(folder, "program.mts");
  return {
    manifest: JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as Manifest,
    files,
    async imports(ending) {
      const paths = files.filter((file) => file.endsWith(ending)).map((file) => join(installed, file));
      const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
      return [...new Set(texts.flatMap(packagesIn))];
    },
    async run(text) {
      await writeFile(program, text);
      return (await execa(process.execPath, [program], { cwd: folder })).stdout;
    },
    async check(...programs) {
      const paths = programs.map((_, n) => join(folder, `program-${n}.mts`));
      await Promise.all(programs.map((text, n) => writeFile(paths[n] ?? "", text)));
      const options = [
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "es2024",
        "--types",
        "node",
      ];
      const tsc = join(repository, "node_modules/.bin/tsc");
      const { stdout, failed } = await execa(tsc, [...options, ...paths], { cwd: folder, reject: false });
      if (failed) throw new Error(stdout);
    },
    [Symbol.asyncDispose]: () => rm(place, { recursive: true }),
  };
}

function packagesIn(text: string): string[] {
  const imports = text.matchAll(/\b(?:from|import)\s*\(?\s*"((?:@[^"/]+\/)?[^"./:][^"/:]*)/g);
  return [...imports].map(([, name = ""]) => name);
}

async function pack(place: string): Promise<string> {
  await execa("npm", ["run", "pack", "--silent", "--", "--pack-destination", place], { cwd: packageFolder });
  const tarball = (await readdir(place)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("Nothing was packed.");
  return join(place, tarball);
}

export async function readmeProgram(store?: {
  readonly setUp: string;
  readonly imports: string;
}): Promise<string> {
  const readme = await readFile(join(packageFolder, "README.md"), "utf8");
  const program = /```ts\n(import [^`]+)```/.exec(readme)?.[1];
  if (program === undefined) throw new Error("The README has no program.");
  if (!store) return program;
  if (!readme.includes(store.setUp)) throw new Error(`The README does not know ${store.setUp}`);
  return program
    .replace("createPassphraseStore,", `${store.imports},`)
    .replace("createPassphraseFile, ", "")
    .replace(/^await createPassphraseFile.*\n/m, "")
    .replace(/^const store = .*$/m, store.setUp);
}
