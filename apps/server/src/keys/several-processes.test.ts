import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-processes-"));
  await writeFile(join(folder, "passphrase"), "the passphrase of all of them", { mode: 0o600 });
});
afterEach(() => rm(folder, { recursive: true }));

const program = `
  import { once } from "node:events";
  import { createPassphraseStore } from "@sallyport/secure-store/passphrase-store";
  import { openDatabase } from "../database/database.ts";
  import { Keys } from "./keys.ts";
  const [folder, number] = process.argv.slice(1);
  console.log("ready");
  await once(process.stdin, "data");
  const database = await openDatabase(folder + "/sallyport.db");
  const store = createPassphraseStore({ file: folder + "/passphrase", cost: { N: 2 ** 14, r: 8, p: 1 } });
  const keys = await Keys.openOrInit(database, store);
  console.log(Buffer.from(keys.encrypt(Buffer.from(number), "test")).toString("hex"));
  await database.destroy();
  process.stdin.destroy();`;

async function makeReady(number: number): Promise<ChildProcessWithoutNullStreams> {
  const args = ["--input-type=module", "--eval", program, folder, `${number}`];
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname });
  await once(child.stdout, "data");
  return child;
}

async function startAtOnce(count: number): Promise<Buffer[]> {
  const children = await Promise.all(Array.from({ length: count }, (_, number) => makeReady(number)));
  for (const child of children) child.stdin.write("go\n");
  return Promise.all(
    children.map(async ({ stdout, stderr }) => {
      const [output, complaint] = await Promise.all([text(stdout), text(stderr)]);
      expect(complaint).toBe("");
      return Buffer.from(output.trim(), "hex");
    }),
  );
}

test("of several servers that start at once on a new database one makes the key, and all of them use it", async () => {
  const sealed = await startAtOnce(3);
  sealed.push(...(await startAtOnce(3)));
  const database = await openDatabase(join(folder, "sallyport.db"));
  const keys = await Keys.open(database, [createPassphraseStore({ file: join(folder, "passphrase") })]);
  expect(await database.selectFrom("keys").selectAll().execute()).toHaveLength(1);
  expect(keys.keyring.slots()).toHaveLength(1);
  const opened = await Promise.all(sealed.map((row) => keys.decrypt(database, row, "test")));
  expect(opened.map((number) => Buffer.from(number).toString())).toEqual(["0", "1", "2", "0", "1", "2"]);
  await database.destroy();
});
