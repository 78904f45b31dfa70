import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { runModule } from "../module.fixture.ts";
import { onSmallDisk } from "../small-disk.fixture.ts";
import { newFolder, newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

const filler = `
  import { rmSync, writeFileSync } from "node:fs";
  const fill = (folder) => {
    try { writeFileSync(folder + "/filler", Buffer.alloc(2 ** 20)); } catch (error) { print(error.code); }
  };
  const makeRoom = (folder) => rmSync(folder + "/filler");
  const print = (value) => console.log(JSON.stringify(value));
  const outcome = (promise, value) => promise.then(() => print(value), (error) => print([error.code, error.message]));`;

test("a full scratch folder is no-space, and the key opens once there is room", async () => {
  const tpm = await newTpm();
  const scratchParent = await newFolder();
  const key = randomBytes(32);
  const sealed = await createTpmStore({ tcti: tpm.tcti }).seal(key, { label: "test" });
  const printed = await runModule(
    `${filler}
    import { createTpmStore } from "./tpm/tpm-store.ts";
    const store = createTpmStore({ tcti: "${tpm.tcti}", scratchParent: "${scratchParent}" });
    fill("${scratchParent}");
    await outcome(store.seal(new Uint8Array(32), { label: "test" }), "sealed");
    await outcome(store.unseal("${sealed}"), "opened");
    makeRoom("${scratchParent}");
    print(Buffer.from(await store.unseal("${sealed}")).toString("hex"));`,
    await onSmallDisk(scratchParent, 8),
  );
  const noSpace = ["no-space", expect.stringContaining(scratchParent)];
  expect(printed).toEqual(["ENOSPC", noSpace, noSpace, key.toString("hex")]);
});

test("a TPM that could not write its state is unavailable, and opens the same keys once there is room", async () => {
  const stateFolder = await newFolder();
  const printed = await runModule(
    `${filler}
    import { execa } from "execa";
    import { startSwtpm } from "./tpm/swtpm.ts";
    import { createTpmStore } from "./tpm/tpm-store.ts";
    const tpm = await startSwtpm({ stateFolder: "${stateFolder}" });
    const store = createTpmStore({ tcti: tpm.tcti });
    const sealed = await store.seal(Buffer.alloc(32, "k"), { label: "test" });
    fill("${stateFolder}");
    await outcome(store.unseal(sealed), "opens while the TPM has nothing to write");
    await execa("tpm2_changeauth", ["-c", "lockout", "x"], { env: { TPM2TOOLS_TCTI: tpm.tcti }, reject: false });
    await outcome(store.unseal(sealed), "opened");
    await outcome(tpm.ready(), "ready");
    print((await store.probe()).why);
    makeRoom("${stateFolder}");
    await tpm.ready();
    print(Buffer.from(await store.unseal(sealed)).toString());
    await tpm.stop();`,
    await onSmallDisk(stateFolder, 16),
  );
  expect(printed).toEqual([
    "ENOSPC",
    "opens while the TPM has nothing to write",
    ["unavailable", expect.stringContaining("disk may be full")],
    ["unavailable", expect.stringContaining(`make room there`)],
    "unavailable",
    "k".repeat(32),
  ]);
});

test("a new TPM does not start where it can't keep its state", async () => {
  const stateFolder = await newFolder();
  const printed = await runModule(
    `${filler}
    import { startSwtpm } from "./tpm/swtpm.ts";
    fill("${stateFolder}");
    await outcome(startSwtpm({ stateFolder: "${stateFolder}" }), "started");`,
    await onSmallDisk(stateFolder, 8),
  );
  expect(printed).toEqual([
    "ENOSPC",
    ["unavailable", expect.stringContaining(`in ${stateFolder} has failed`)],
  ]);
});
