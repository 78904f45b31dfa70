import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ErrorCode, type SecureStore, SecureStoreError } from "./secure-store.ts";
import { SlotTable } from "./slot-table.fixture.ts";

export interface Subject {
  readonly store: SecureStore;
  reopened(): SecureStore;
  readonly elsewhere: SecureStore;
  readonly refusalElsewhere: ErrorCode;
  dispose(): Promise<void>;
}

/** Tests the behaviour of every store. `keeps` is true if the store's keys survive a restart of the process. */
export function behavesAsSecureStore(name: string, keeps: boolean, start: () => Promise<Subject>): void {
  describe(`${name} store`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject.dispose());

    test("a probe says that it works, and whether it lasts", async () => {
      expect(await subject.store.probe()).toMatchObject({ ok: true, durable: keeps });
    });

    test("a sealed key comes back byte for byte", async () => {
      const key = randomBytes(32);
      const sealed = await subject.store.seal(key, { label: "round-trip" });
      expect(Buffer.from(await subject.store.unseal(sealed))).toEqual(key);
      await subject.store.destroy(sealed);
    });

    test("the sealed text is printable and does not hold the key", async () => {
      const key = randomBytes(32);
      const sealed = await subject.store.seal(key, { label: "printable" });
      expect(sealed).toMatch(/^[\x20-\x7e]+$/);
      for (const encoding of ["hex", "base64", "base64url", "latin1"] as const) {
        expect(sealed).not.toContain(key.toString(encoding).replaceAll("=", ""));
      }
      await subject.store.destroy(sealed);
    });

    test.for([
      ["zeros", 0x00],
      ["line feeds", 0x0a],
      ["carriage returns", 0x0d],
      ["spaces", 0x20],
      ["bytes that are no UTF-8", 0xff],
    ] as const)("a key that is all %s survives", async ([, byte]) => {
      const key = Buffer.alloc(32, byte);
      const sealed = await subject.store.seal(key, { label: `all-${byte}` });
      expect(Buffer.from(await subject.store.unseal(sealed))).toEqual(key);
      await subject.store.destroy(sealed);
    });

    test("several keys at once do not get in each other's way", async () => {
      const keys = Array.from({ length: 4 }, () => randomBytes(32));
      const sealed = await Promise.all(
        keys.map((key, n) => subject.store.seal(key, { label: `parallel-${n}` })),
      );
      const opened = await Promise.all(sealed.map((text) => subject.store.unseal(text)));
      expect(opened.map((key) => Buffer.from(key))).toEqual(keys);
      await Promise.all(sealed.map((text) => subject.store.destroy(text)));
    });

    test("a key of any other length than 32 bytes is refused", async () => {
      for (const length of [0, 31, 33]) {
        const sealing = subject.store.seal(randomBytes(length), { label: "short" });
        await expect(sealing).rejects.toMatchObject({ name: "SecureStoreError", code: "unsupported" });
      }
    });

    test("after a restart the key is there, or its loss is said plainly", async () => {
      const key = randomBytes(32);
      const sealed = await subject.store.seal(key, { label: "restart" });
      await using again = subject.reopened();
      const outcome = await again.unseal(sealed).then(
        (bytes) => Buffer.from(bytes).toString("hex"),
        (error: SecureStoreError) => error.code,
      );
      expect(outcome).toBe(keeps ? key.toString("hex") : "not-found");
      await subject.store.destroy(sealed);
    });

    test("another place does not open it", async () => {
      const sealed = await subject.store.seal(randomBytes(32), { label: "elsewhere" });
      await expect(subject.elsewhere.unseal(sealed)).rejects.toMatchObject({
        code: subject.refusalElsewhere,
      });
      await subject.store.destroy(sealed);
    });

    test("damaged sealed text is refused with an error of ours, however it is damaged", async () => {
      const sealed = await subject.store.seal(randomBytes(32), { label: "damaged" });
      const middle = Math.floor(sealed.length / 2);
      const flipped = sealed[middle] === "A" ? "B" : "A";
      const damaged = [
        "",
        "{}",
        sealed.slice(0, middle),
        sealed.slice(0, -1),
        `${sealed}A`,
        sealed.slice(0, middle) + flipped + sealed.slice(middle + 1),
      ];
      for (const text of damaged) {
        await expect(subject.store.unseal(text)).rejects.toBeInstanceOf(SecureStoreError);
      }
      await subject.store.destroy(sealed);
    });

    test("destroying twice is no error", async () => {
      const sealed = await subject.store.seal(randomBytes(32), { label: "destroyed" });
      await subject.store.destroy(sealed);
      await expect(subject.store.destroy(sealed)).resolves.toBe(false);
    });

    test("a call whose signal is aborted already ends with timeout", async () => {
      const signal = AbortSignal.abort();
      const sealed = await subject.store.seal(randomBytes(32), { label: "aborted" });
      await expect(subject.store.unseal(sealed, { signal })).rejects.toMatchObject({ code: "timeout" });
      const sealing = subject.store.seal(randomBytes(32), { label: "never", signal });
      await expect(sealing).rejects.toMatchObject({ code: "timeout" });
      await subject.store.destroy(sealed);
    });

    test("a keyring on it survives a rotation and opens again", async () => {
      const table = new SlotTable();
      const keyring = await table.init(subject.store);
      const row = keyring.encrypt(Buffer.from("secret"), "totp-secret:1");
      await keyring.rotate(table.insert);
      const again = await table.open(subject.elsewhere, subject.store);
      expect(again.keyVersion).toBe(2);
      expect(again.needsRewrap(row)).toBe(true);
      expect(Buffer.from(again.decrypt(row, "totp-secret:1")).toString()).toBe("secret");
      for (const { sealed } of table.records) await subject.store.destroy(sealed);
    });

    test("of two keyrings on it that rotate at once one is refused, and the other's key stays", async () => {
      const table = new SlotTable();
      const keyring = await table.init(subject.store);
      const elsewhere = await table.open(subject.store);
      await keyring.rotate(table.insert);
      await expect(elsewhere.rotate(table.insert)).rejects.toMatchObject({ code: "busy" });
      const row = keyring.encrypt(Buffer.from("secret"), "totp-secret:1");
      const again = await table.open(subject.store);
      expect(Buffer.from(again.decrypt(row, "totp-secret:1")).toString()).toBe("secret");
      for (const { sealed } of table.records) await subject.store.destroy(sealed);
    });
  });
}
