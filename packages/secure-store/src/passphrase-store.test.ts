import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPassphraseFile } from "./passphrase-file.ts";
import { createPassphraseStore } from "./passphrase-store.ts";
import { behavesAsSecureStore } from "./secure-store.behaviour.ts";

const cheapest = { N: 2 ** 14, r: 8, p: 1 };

async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "secure-store-"));
}

behavesAsSecureStore("passphrase", true, async () => {
  const folder = await newFolder();
  const file = join(folder, "passphrase");
  const otherFile = join(folder, "another");
  await createPassphraseFile(file);
  await createPassphraseFile(otherFile);
  return {
    store: createPassphraseStore({ file, cost: cheapest }),
    reopened: () => createPassphraseStore({ file }),
    elsewhere: createPassphraseStore({ file: otherFile, cost: cheapest }),
    refusalElsewhere: "auth-failed",
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe("a passphrase slot", () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await newFolder();
    file = join(folder, "passphrase");
    await createPassphraseFile(file);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("says what scrypt cost it was sealed with: 128 MiB unless told otherwise", async () => {
    const sealed = await createPassphraseStore({ file }).seal(randomBytes(32), { label: "usual" });
    expect(sealed).toMatch(/^scrypt1\.131072\.8\.1\./);
  });

  test("can't make the process spend more memory or time than is sane", async () => {
    const store = createPassphraseStore({ file, cost: cheapest });
    const sealed = await store.seal(randomBytes(32), { label: "greedy" });
    for (const cost of [
      "1073741824.8.1",
      "131072.4096.1",
      "131072.8.99",
      "1048576.16.1",
      "3.8.1",
      "1024.8.1",
    ]) {
      const greedy = sealed.replace(/^scrypt1\.\d+\.\d+\.\d+/, `scrypt1.${cost}`);
      await expect(store.unseal(greedy)).rejects.toMatchObject({ code: "corrupt" });
    }
  });

  test("whose ciphertext was altered looks like a wrong passphrase", async () => {
    const store = createPassphraseStore({ file, cost: cheapest });
    const parts = (await store.seal(randomBytes(32), { label: "altered" })).split(".");
    parts[6] = randomBytes(32).toString("base64url");
    await expect(store.unseal(parts.join("."))).rejects.toMatchObject({ code: "auth-failed" });
  });

  test("is not made with a cost that could not be opened again", () => {
    expect(() => createPassphraseStore({ file, cost: { N: 1000, r: 8, p: 1 } })).toThrow("out of bounds");
  });

  test("whose file is gone does not open, and the probe says so", async () => {
    const lost = createPassphraseStore({ file: join(folder, "lost"), cost: cheapest });
    await expect(lost.seal(randomBytes(32), { label: "lost" })).rejects.toMatchObject({ code: "not-found" });
    expect(await lost.probe()).toMatchObject({ ok: false, why: "not-found" });
  });

  test("whose file others can read is refused, and the probe says so", async () => {
    const shown = join(folder, "shown");
    await writeFile(shown, "correct horse battery staple");
    await chmod(shown, 0o644);
    expect(await createPassphraseStore({ file: shown }).probe()).toMatchObject({
      ok: false,
      why: "permission",
    });
  });
});
