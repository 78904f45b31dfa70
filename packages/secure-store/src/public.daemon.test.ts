import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Installation,
  installPackedPackage,
  packageFolder,
  readmeProgram,
} from "./packed-package.fixture.ts";

const memory = { imports: "createMemoryStore", setUp: "const store = createMemoryStore();" };
const softwareTpm = {
  imports: "startSwtpmStore",
  setUp: `await using store = await startSwtpmStore({ stateFolder: "./tpm" });`,
};
let installation: Installation;

beforeAll(async () => {
  installation = await installPackedPackage();
});
afterAll(() => installation[Symbol.asyncDispose]());

test("the packed package has one entry, and neither sources nor tests", async () => {
  const { manifest } = installation;
  expect(manifest.exports).toMatchObject({ ".": { default: "./public.js" } });
  expect(Object.keys(manifest.exports)).toEqual(["."]);
  for (const ours of ["scripts", "private", "publishConfig"]) expect(manifest).not.toHaveProperty(ours);
  const others = installation.files.filter((file) => !/\.(js|d\.ts)$/.test(file));
  expect(others.toSorted()).toEqual(["LICENSE", "README.md", "package.json"]);
  expect(installation.files.filter((file) => /test|fixture|behaviour/.test(file))).toEqual([]);
});

test("its manifest names exactly the packages that its files import", async () => {
  const { dependencies, peerDependencies } = installation.manifest;
  const names = ["node", ...Object.keys(dependencies)];
  expect((await installation.imports(".js")).toSorted()).toEqual(names.toSorted());
  // The declarations import Node's types, so users must install `@types/node`.
  expect(await installation.imports(".d.ts")).toEqual(["node"]);
  expect(peerDependencies).toHaveProperty("@types/node");
});

test("npm does not pack the sources by mistake", async () => {
  const packing = execa("npm", ["pack", "--dry-run"], { cwd: packageFolder });
  await expect(packing).rejects.toThrow("Invalid package, must have name and version");
});

test("the README's program runs from it", async () => {
  expect(await installation.run(await readmeProgram())).toBe("a TOTP secret");
});

test.for([memory, softwareTpm])("the README's program runs with another store: $imports", async (store) => {
  expect(await installation.run(await readmeProgram(store))).toBe("a TOTP secret");
});

test("its declarations fit the README's program", async () => {
  const programs = await Promise.all([undefined, memory, softwareTpm].map(readmeProgram));
  await expect(installation.check(...programs)).resolves.toBeUndefined();
});

test("its declarations find a mistake", async () => {
  const mistaken = (await readmeProgram()).replace('"totp-secret:42");', "42);");
  await expect(installation.check(mistaken)).rejects.toThrow("not assignable to parameter of type 'string'");
});

test("nothing but the entry can be imported", async () => {
  const importing = installation.run('import "@sallyport/secure-store/keyring";');
  await expect(importing).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
});
