import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Examination } from "@sallyport/secure-store/doctor";
import { expect, onTestFinished, test } from "vitest";
import { doctor } from "./doctor.ts";

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bare-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function onBareMachine(
  words: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<{ exitCode: unknown; output: string }> {
  const folder = await newFolder();
  await symlink(process.execPath, join(folder, "node"));
  const main = join(import.meta.dirname, "main.ts");
  const machine = { PATH: folder, TMPDIR: folder, DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus` };
  const env = { ...machine, ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, "doctor", ...words], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: error?.code ?? 0, output: stdout + stderr });
    });
  });
}

test("a newcomer on a machine with none of it is told what works at once, and exactly what to install", async () => {
  const { exitCode, output } = await onBareMachine();
  expect(exitCode).toBe(1);
  expect(output).toContain("fails  this machine's TPM: ");
  expect(output).toContain("fails  a software TPM: ");
  expect(output).toContain("fails  the keychain of this session: ");
  expect(output).toContain("Without any of them: a passphrase file, which needs no other program");
  expect(output).not.toContain("works");
  expect(output).toContain("To use it: SECURE_STORE=passphrase SECURE_STORE_PASSPHRASE_FILE=FILE");
  expect(output).toContain(
    "sudo apt-get update && sudo apt-get install dbus gnome-keyring swtpm swtpm-tools tpm2-tools util-linux",
  );
  expect(output).toContain(
    "the packages that contain these programs: dbus-daemon, flock, gnome-keyring-daemon, setpriv, swtpm",
  );
  expect(output.match(/apt-get install swtpm /g)).toHaveLength(1);
});

test("a program is told the same as data", async () => {
  const { output } = await onBareMachine(["--json"]);
  expect(JSON.parse(output)).toMatchObject({
    examinations: [{ backend: "tpm" }, { backend: "swtpm" }, { backend: "keychain" }],
    debianPackages: ["dbus", "gnome-keyring", "swtpm", "swtpm-tools", "tpm2-tools", "util-linux"],
  });
});

test("the store that the settings name is tried first, and decides whether all is well", async () => {
  const file = join(await newFolder(), "passphrase");
  const settings = { SECURE_STORE: "passphrase", SECURE_STORE_PASSPHRASE_FILE: file };
  await writeFile(file, "a passphrase of a test");
  await chmod(file, 0o644);
  const open = await onBareMachine([], settings);
  expect(open.exitCode).toBe(1);
  expect(open.output).toMatch(
    /^The configured store, tested:\n\nfails {2}a passphrase file: .* has mode 0644/,
  );
  await chmod(file, 0o600);
  const shut = await onBareMachine([], settings);
  expect(shut.exitCode).toBe(0);
  expect(shut.output).toMatch(/^The configured store, tested:\n\nworks {2}a passphrase file: /);
});

test("what works comes with the settings that use it, and nothing is to be installed for it", () => {
  const nature = { durable: true, hardware: true };
  const chip: Examination = {
    backend: "tpm",
    probe: { ok: true, ...nature, detail: "The TPM sealed a key and opened it." },
    missingPrograms: [],
    debianPackages: [],
    isTested: true,
  };
  const { lines, isGood } = doctor({ machine: [chip] });
  expect(isGood).toBe(true);
  expect(lines).toContain("works  this machine's TPM: The TPM sealed a key and opened it.");
  expect(lines).toContain("       To use it: SECURE_STORE=tpm");
  expect(lines.join("\n")).not.toContain("apt-get");
});
