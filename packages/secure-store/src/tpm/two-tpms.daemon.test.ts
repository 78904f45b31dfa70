import { expect, test } from "vitest";
import { SlotTable } from "../slot-table.fixture.ts";
import { newTpm } from "./tpm.fixture.ts";
import { createTpmStore } from "./tpm-store.ts";

test("two machines open one database, each with its own TPM, and go on after a rotation that reached both", async () => {
  const here = createTpmStore({ tcti: (await newTpm()).tcti });
  const there = createTpmStore({ tcti: (await newTpm()).tcti });
  const table = new SlotTable();
  const keyring = await table.init(here);
  await keyring.addSlot(there, table.insert);
  const old = keyring.encrypt(Buffer.from("secret"), "totp-secret:1");
  for (const own of [here, there]) {
    expect(Buffer.from((await table.open(own)).decrypt(old, "totp-secret:1")).toString()).toBe("secret");
  }

  const alone = await table.open(there);
  await expect(alone.rotate(table.insert)).rejects.toMatchObject({ code: "wrong-device" });
  const both = await table.open(there, here);
  await both.rotate(table.insert);
  const row = both.encrypt(Buffer.from("newer"), "totp-secret:2");
  expect(new Set(table.records.map(({ id, keyVersion }) => `${id} ${keyVersion}`)).size).toBe(4);
  for (const own of [here, there]) {
    const again = await table.open(own);
    expect(again.keyVersion).toBe(2);
    expect(Buffer.from(again.decrypt(old, "totp-secret:1")).toString()).toBe("secret");
    expect(Buffer.from(again.decrypt(row, "totp-secret:2")).toString()).toBe("newer");
  }
});
