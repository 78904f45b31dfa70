import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createPassphraseFile } from "../passphrase-file.ts";
import { createPassphraseStore } from "../passphrase-store.ts";
import { SlotTable } from "../slot-table.fixture.ts";
import { newFolder, newTpm, runElsewhere } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

const pcrs = "sha256:7,16";

async function changeMachine(tcti: string): Promise<void> {
  await runElsewhere(tcti, "pcrextend", `16:sha256=${randomBytes(32).toString("hex")}`);
}

test.for([false, true])(
  "a key bound to registers opens until they change (session: %s)",
  async (isSessionEncrypted) => {
    const tpm = await newTpm();
    const store = createTpmStore({ tcti: tpm.tcti, pcrs, isSessionEncrypted });
    const key = randomBytes(32);
    const sealed = await store.seal(key, { label: "bound" });
    expect(Buffer.from(await store.unseal(sealed))).toEqual(key);
    await changeMachine(tpm.tcti);
    await expect(store.unseal(sealed)).rejects.toMatchObject({ code: "policy-failed" });
  },
);

test("a key bound to registers can't be opened by leaving the policy out", async () => {
  const tpm = await newTpm();
  const sealed = await createTpmStore({ tcti: tpm.tcti, pcrs }).seal(randomBytes(32), { label: "bound" });
  const store = createTpmStore({ tcti: tpm.tcti });
  const withoutPolicy = sealed.replace(/\.sha256:.*$/, ".none");
  await expect(store.unseal(withoutPolicy)).rejects.toMatchObject({ code: "policy-failed" });
});

test("a bound slot needs a recovery slot first, which opens when the machine has changed", async () => {
  const tpm = await newTpm();
  const file = join(await newFolder(), "passphrase");
  await createPassphraseFile(file);
  const bound = createTpmStore({ tcti: tpm.tcti, pcrs });
  const recovery = createPassphraseStore({ file, cost: { N: 2 ** 14, r: 8, p: 1 } });
  const table = new SlotTable();
  await expect(table.init(bound)).rejects.toMatchObject({ code: "unsupported" });

  const keyring = await table.init(recovery);
  await keyring.addSlot(bound, table.insert);
  await changeMachine(tpm.tcti);
  const row = keyring.encrypt(Buffer.from("secret"), "totp-secret:1");
  await expect(table.open(bound)).rejects.toThrow("(policy-failed)");
  const again = await table.open(bound, recovery);
  expect(Buffer.from(again.decrypt(row, "totp-secret:1")).toString()).toBe("secret");
});

test("a bound slot is no proof that a key opens, whichever way its store is set up now", async () => {
  const tpm = await newTpm();
  const file = join(await newFolder(), "passphrase");
  await createPassphraseFile(file);
  const recovery = createPassphraseStore({ file, cost: { N: 2 ** 14, r: 8, p: 1 } });
  const table = new SlotTable();
  const keyring = await table.init(recovery);
  await keyring.addSlot(createTpmStore({ tcti: tpm.tcti, pcrs }), table.insert);

  const withoutPcrs = createTpmStore({ tcti: tpm.tcti });
  const again = await table.open(withoutPcrs, recovery);
  const recoveryId = table.records.find(({ kind }) => kind === "passphrase")?.id ?? "";
  await expect(again.removeSlot(recoveryId, table.remove)).rejects.toMatchObject({ code: "unsupported" });
  await expect(again.rotate(table.insert)).rejects.toMatchObject({ code: "unsupported" });

  await again.addSlot(withoutPcrs, table.insert);
  await again.removeSlot(recoveryId, table.remove);
  expect(table.records.map(({ kind }) => kind)).toEqual(["tpm", "tpm"]);
});

test("a selection of registers that does not exist is refused", () => {
  for (const wrong of ["", "7", "sha256:24", "sha256:7 -o /etc/x", "md5:1"]) {
    expect(() => createTpmStore({ tcti: "swtpm:path=/tmp/none", pcrs: wrong })).toThrow("is not a selection");
  }
});
