import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../config/config.ts";
import { settingsOf, unit, withNames } from "./page.fixture.ts";

async function analyze(command: readonly string[], text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-unit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "sallyport.service");
  await writeFile(file, text);
  const { stdout, stderr } = await promisify(execFile)("systemd-analyze", [...command, file]);
  return stdout + stderr;
}

/**
 * Returns what systemd prints about a unit. The exit code doesn't help, because it is 0 even if systemd ignores
 * a line.
 */
const troubleWith = (text: string) => analyze(["verify", "--man=no"], text);

test("systemd understands every line of the unit", async () => {
  const here = withNames(unit, { "ExecStart=/usr/bin/node": `ExecStart=${process.execPath}` });
  expect(await troubleWith(here)).toBe("");
  expect(await troubleWith(here.replace("UMask=", "Umask="))).toContain("Umask");
});

test("the unit leaves little of the machine to the server", async () => {
  const report = await analyze(["security", "--offline=yes", "--no-pager"], unit);
  const [, exposure = "10"] = /Overall exposure level.*: ([\d.]+)/.exec(report) ?? [];
  expect(Number(exposure)).toBeLessThanOrEqual(1.7);
});

test("the unit starts the installed package", () => {
  expect(unit).toMatch(
    /^ExecStart=\/usr\/bin\/node \/opt\/sallyport\/node_modules\/\.bin\/sallyport serve$/m,
  );
});

test("the server takes both secrets from the credentials that systemd hands it", async () => {
  const credentials = await mkdtemp(join(tmpdir(), "sallyport-credentials-"));
  onTestFinished(() => rm(credentials, { recursive: true }));
  await writeFile(join(credentials, "smtp-url"), "smtps://login:password@mail.example.com:465\n", {
    mode: 0o400,
  });
  const names = [...unit.matchAll(/^LoadCredential=([\w-]+):\/etc\/sallyport\//gm)].map(([, name]) => name);
  expect(names).toEqual(["passphrase", "smtp-url"]);
  const config = readConfig(settingsOf({ "%d": credentials }), { portal: "", authenticator: "" });
  expect(config).toMatchObject({
    smtpUrl: "smtps://login:password@mail.example.com:465",
    keyStorage: { kind: "passphrase", file: join(credentials, "passphrase") },
  });
});
