import { assert, integer, property, string, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { newKek } from "./kek.ts";
import { keyVersionOf, openRow, rowOverhead, sealRow } from "./sealed-row.ts";

const kek = newKek();
const versions = integer({ min: 1, max: 0xff_ff_ff_ff });
const names = string({ minLength: 1, unit: "grapheme" });

test("every sealed value opens under the same key and associated data", () => {
  assert(
    property(uint8Array(), versions, names, (plaintext, version, name) => {
      const sealed = sealRow(kek, version, plaintext, name);
      expect(sealed).toHaveLength(plaintext.length + rowOverhead);
      expect(keyVersionOf(sealed)).toBe(version);
      expect(Buffer.from(openRow(kek, sealed, name))).toEqual(Buffer.from(plaintext));
    }),
  );
});

test("a TOTP secret of 20 bytes makes a row of 53", () => {
  expect(sealRow(kek, 1, new Uint8Array(20), "totp-secret:1")).toHaveLength(53);
});

test("no byte of a row can change unnoticed", { tags: ["R68"] }, () => {
  const sealed = sealRow(kek, 7, Buffer.from("secret"), "totp-secret:1");
  for (const at of sealed.keys()) {
    const altered = Uint8Array.from(sealed);
    altered[at] = (altered[at] ?? 0) ^ 1;
    const opening = () => (keyVersionOf(altered), openRow(kek, altered, "totp-secret:1"));
    expect(opening).toThrow(expect.objectContaining({ code: "corrupt" }));
  }
});

test("a row cut short anywhere is refused", () => {
  const sealed = sealRow(kek, 7, Buffer.from("secret"), "totp-secret:1");
  for (let length = 0; length < sealed.length; length += 1) {
    const cut = sealed.subarray(0, length);
    const opening = () => (keyVersionOf(cut), openRow(kek, cut, "totp-secret:1"));
    expect(opening).toThrow(expect.objectContaining({ code: "corrupt" }));
  }
});

test("a row moved to another row's place does not open", { tags: ["AT-74", "R68"] }, () => {
  const sealed = sealRow(kek, 1, Buffer.from("secret"), "totp-secret:1");
  expect(() => openRow(kek, sealed, "totp-secret:2")).toThrow(expect.objectContaining({ code: "corrupt" }));
});

test("associated data that could be confused with another's is refused", () => {
  for (const name of ["", "user-\ud800"]) {
    expect(() => sealRow(kek, 1, Buffer.from("secret"), name)).toThrow(
      expect.objectContaining({ code: "unsupported" }),
    );
  }
});

test("the same secret sealed twice gives two different rows", { tags: ["R69"] }, () => {
  const [one, two] = [1, 2].map(() => Buffer.from(sealRow(kek, 1, Buffer.from("secret"), "totp-secret:1")));
  expect(one).not.toEqual(two);
});
