import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isDefaultKeyringMissing } from "./default-keyring.ts";
import { withFileLock } from "./tpm/file-lock.ts";
import { startSwtpm } from "./tpm/swtpm.ts";
import { createTpmStore } from "./tpm/tpm-store.ts";

const programs = ["tpm2_createprimary", "swtpm", "swtpm_ioctl", "setpriv", "flock", "dbus-send"];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "children-"));
  for (const program of programs) {
    const file = join(folder, program);
    await writeFile(
      file,
      `#!/bin/sh\n/usr/bin/env >"${file}.environment"\n[ "\${0##*/}" != flock ] || echo held\n`,
    );
    await chmod(file, 0o700);
  }
  vi.stubEnv("PATH", folder);
  vi.stubEnv("SMTP_URL", "smtp://sallyport:a-password@mail.example.com");
  vi.stubEnv("NODE_OPTIONS", undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("no program that is started gets the settings of the server, which have passwords in them", {
  tags: ["AT-90"],
}, async () => {
  const stateFolder = join(folder, "state");
  await startSwtpm({ stateFolder }).catch(() => undefined);
  await createTpmStore({ tcti: "device:/dev/tpmrm0" }).probe();
  await withFileLock(join(folder, "lock"), { seconds: 1 }, async () => undefined);
  await isDefaultKeyringMissing();
  const written = (await readdir(folder)).filter((name) => name.endsWith(".environment"));
  expect(written.toSorted()).toEqual(
    ["dbus-send", "flock", "setpriv", "swtpm_ioctl", "tpm2_createprimary"].map(
      (name) => `${name}.environment`,
    ),
  );
  for (const name of written) {
    const environment = await readFile(join(folder, name), "utf8");
    expect(environment).toContain(`PATH=${folder}`);
    expect(environment).not.toContain("SMTP_URL");
    expect(environment).not.toContain("a-password");
  }
});
