import { tmpdir } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { createTpmStore } from "./tpm-store.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a machine without tpm2-tools is told what is missing", async () => {
  vi.stubEnv("PATH", tmpdir());
  const store = createTpmStore({ tcti: "device:/dev/tpmrm0" });
  const sealing = store.seal(new Uint8Array(32), { label: "test" });
  await expect(sealing).rejects.toMatchObject({ code: "unavailable" });
  await expect(sealing).rejects.toThrow("is tpm2-tools installed?");
});

test("a machine without a place for scratch files is told so", async () => {
  const store = createTpmStore({ tcti: "device:/dev/tpmrm0", scratchParent: "/nowhere" });
  expect(await store.probe()).toMatchObject({ ok: false, why: "not-found", hardware: true });
});
