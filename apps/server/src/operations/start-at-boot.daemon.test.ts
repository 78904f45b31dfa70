import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { blockOf, withNames } from "./page.fixture.ts";

const root = join(import.meta.dirname, "../../../..");

/** Returns the output, because `systemd-analyze verify` exits with 0 even if it ignores a line. */
async function troubleWith(unit: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-unit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "sallyport.service");
  await writeFile(file, unit);
  const { stdout, stderr } = await promisify(execFile)("systemd-analyze", ["verify", "--man=no", file]);
  return stdout + stderr;
}

test("systemd understands every line of the unit", async () => {
  const unit = withNames(blockOf("systemd"), {
    "ExecStart=/opt/sallyport/node_modules/.bin/node": `ExecStart=${process.execPath}`,
  });
  expect(await troubleWith(unit)).toBe("");
  expect(await troubleWith(unit.replace("UMask=", "Umask="))).toContain("Umask");
});

test("the unit starts the production server", () => {
  const [, program = "", entry = "", ...more] = /^ExecStart=(\S+) (\S+)$/m.exec(blockOf("systemd")) ?? [];
  expect(program).toBe("/opt/sallyport/node_modules/.bin/node");
  expect(existsSync(join(root, entry))).toBe(true);
  expect([entry, ...more]).toEqual(["apps/server/src/main.ts"]);
});
