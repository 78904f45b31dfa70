import { expect, test } from "vitest";
import { adviceOn } from "./advice.ts";
import { keychainBackend } from "./keychain-backend.ts";
import { passphraseBackend } from "./passphrase-backend.ts";
import { tpmBackend } from "./tpm/tpm-backend.ts";

const linux = { packages: [], platform: "linux" } as const;

test("where nothing was refused there is no advice", () => {
  expect(adviceOn({ ...linux, backend: tpmBackend, why: undefined })).toBeUndefined();
});

test("the same refusal means another thing to each backend", () => {
  const tpm = adviceOn({ ...linux, backend: tpmBackend, why: "permission" });
  const passphrase = adviceOn({ ...linux, backend: passphraseBackend, why: "permission" });
  expect(tpm).toContain("usermod -aG tss");
  expect(passphrase).toContain("read the file, and no other");
});

test("the missing programs come first, and other advice follows", () => {
  const advice = adviceOn({
    ...linux,
    backend: keychainBackend,
    why: "unavailable",
    packages: ["gnome-keyring"],
  });
  expect(advice).toMatch(/^On Debian and Ubuntu: `sudo apt-get install gnome-keyring`\. Run the program in/);
});

test("a platform that has no tools for its TPM is told to name another backend", () => {
  for (const platform of ["darwin", "win32"] as const) {
    const advice = adviceOn({ backend: tpmBackend, why: "unavailable", packages: [], platform });
    expect(advice).toContain("name another backend");
  }
});
