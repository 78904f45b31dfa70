import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withFileLock } from "@sallyport/secure-store/tpm/file-lock";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSecureStore } from "../../src/key-stores/open.ts";

// In these tests, the attacker has another account of the operating system on the server's machine.

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "other-accounts-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("a lock that another account holds in the temporary folder doesn't stop the key store", {
  tags: ["AT-90"],
}, async () => {
  const tcti = "spi-none";
  vi.stubEnv("TMPDIR", folder);
  vi.stubEnv("XDG_RUNTIME_DIR", undefined);
  vi.stubEnv("HOME", undefined);
  const name = createHash("sha256").update(tcti).digest("hex").slice(0, 32);
  await withFileLock(join(folder, `secure-store-tpm-${name}.lock`), { seconds: 1 }, async () => {
    const store = await openSecureStore({ kind: "tpm", tcti, pcrs: null });
    expect(await store.probe()).not.toMatchObject({ why: "busy" });
  });
});

test("the key store's programs don't get the mail server's password", { tags: ["AT-90"] }, async () => {
  const program = join(folder, "tpm2_createprimary");
  await writeFile(program, '#!/bin/sh\n/usr/bin/env >"$0.environment"\n');
  await chmod(program, 0o700);
  vi.stubEnv("PATH", folder);
  vi.stubEnv("SMTP_URL", "smtp://sallyport:a-password@mail.example.com");
  const store = await openSecureStore({ kind: "tpm", tcti: "device:/dev/tpmrm0", pcrs: null });
  expect(await store.probe()).toMatchObject({ ok: false });
  const environment = await readFile(`${program}.environment`, "utf8");
  expect(environment).toContain("TPM2TOOLS_TCTI=device:/dev/tpmrm0");
  expect(environment).not.toContain("a-password");
});

test("a passphrase file in a folder where other accounts can replace it is refused", {
  tags: ["AT-90"],
}, async () => {
  const open = join(folder, "open");
  const file = join(open, "passphrase");
  await mkdir(open);
  await writeFile(file, "a passphrase that is long enough", { mode: 0o400 });
  await chmod(open, 0o777);
  const store = await openSecureStore({ kind: "passphrase", file });
  expect(await store.probe()).toMatchObject({ ok: false, why: "permission" });
});
