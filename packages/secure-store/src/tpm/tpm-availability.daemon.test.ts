import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { SecureStore } from "../secure-store.ts";
import { crash, kill, newTpm, runElsewhere } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

const key = randomBytes(32);

function sealIn(store: SecureStore): Promise<string> {
  return store.seal(key, { label: "test" });
}

describe("a TPM that crashes", () => {
  test("opens the same keys after its restart, however often", async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    for (const round of [1, 2, 3, 4]) {
      await store.unseal(sealed);
      await crash(tpm);
      expect(Buffer.from(await store.unseal(sealed)), `crash ${round}`).toEqual(key);
    }
  });

  test("in the middle of unsealing gives a refusal or the key, and works again afterwards", async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    const unsealing = store.unseal(sealed).then(
      () => "opened",
      (error: { code: string }) => error.code,
    );
    await crash(tpm);
    expect(["opened", "unavailable", "busy"]).toContain(await unsealing);
    expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
  });

  test("again and again is given up, and asking whether it is ready says so", async () => {
    const tpm = await newTpm();
    for (let crashes = 0; crashes < 5; crashes += 1) await crash(tpm);
    kill(tpm, "SIGKILL");
    await expect.poll(() => tpm.pid).toBeUndefined();
    await expect(tpm.ready()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("a TPM that is not there", () => {
  test("is unavailable, and a probe says so", { tags: ["AT-76", "R79"] }, async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    await tpm.stop();
    await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "unavailable" });
    expect(await store.probe()).toMatchObject({ ok: false, why: "unavailable" });
  });

  test("opens the same keys once it is started again", async () => {
    const tpm = await newTpm();
    const sealed = await sealIn(createTpmStore({ tcti: tpm.tcti }));
    await tpm.stop();
    const again = await newTpm(tpm.stateFolder);
    expect(Buffer.from(await createTpmStore({ tcti: again.tcti }).unseal(sealed))).toEqual(key);
  });

  test("is unavailable as a device, too", async () => {
    const store = createTpmStore({ tcti: "device:/dev/no-such-tpm" });
    expect(await store.probe()).toMatchObject({ ok: false, why: "unavailable" });
  });
});

test("a TPM whose owner hierarchy is off is unavailable, and names the firmware setting", async () => {
  const tpm = await newTpm();
  const store = createTpmStore({ tcti: tpm.tcti });
  const sealed = await sealIn(store);
  await runElsewhere(tpm.tcti, "hierarchycontrol", "-C", "p", "shEnable", "clear");
  for (const use of [store.unseal(sealed), sealIn(store)]) {
    await expect(use).rejects.toMatchObject({ code: "unavailable" });
    await expect(use).rejects.toThrow("firmware settings");
  }
  expect(await store.probe()).toMatchObject({
    ok: false,
    why: "unavailable",
    detail: expect.stringContaining("Storage Hierarchy") as string,
  });
});

describe("a TPM that does not answer", () => {
  test("ends with timeout, and works when it answers again", { tags: ["AT-76", "R79"] }, async () => {
    const tpm = await newTpm();
    const sealed = await sealIn(createTpmStore({ tcti: tpm.tcti }));
    const impatient = createTpmStore({ tcti: tpm.tcti, secondsPerTool: 1 });
    kill(tpm, "SIGSTOP");
    await expect(impatient.unseal(sealed)).rejects.toMatchObject({ code: "timeout" });
    kill(tpm, "SIGCONT");
    expect(Buffer.from(await impatient.unseal(sealed))).toEqual(key);
  });

  test("is restarted by a caller who asks whether it is ready", async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    const hung = tpm.pid;
    kill(tpm, "SIGSTOP");
    await tpm.ready();
    expect(tpm.pid).not.toBe(hung);
    expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
  });

  test("can be called off", async () => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await sealIn(store);
    kill(tpm, "SIGSTOP");
    const unsealing = store.unseal(sealed, { signal: AbortSignal.timeout(300) });
    await expect(unsealing).rejects.toMatchObject({ code: "timeout" });
    kill(tpm, "SIGCONT");
    expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
  });
});
