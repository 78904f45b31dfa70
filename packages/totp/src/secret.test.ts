import * as fc from "fast-check";
import { Secret } from "otpauth";
import { expect, test } from "vitest";
import { fromBase32, inGroups, newSecret, tidyBase32, toBase32 } from "./secret.ts";

/** Random UTF-16 text. fast-check's own "binary" strings are slow. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("a new secret has 160 bits", { tags: ["AT-29", "R91"] }, () => {
  expect(newSecret()).toHaveLength(20);
  expect(toBase32(newSecret())).toMatch(/^[A-Z2-7]{32}$/);
});

test("no two of a thousand new secrets are alike, and every one of their bits takes both values", {
  tags: ["R23"],
}, () => {
  const secrets = Array.from({ length: 1000 }, newSecret);
  expect(new Set(secrets.map(toBase32)).size).toBe(1000);
  for (let bit = 0; bit < 160; bit++) {
    const values = secrets.map((secret) => ((secret[bit >> 3] ?? 0) >> (bit & 7)) & 1);
    expect(values).toContain(0);
    expect(values).toContain(1);
  }
});

test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("%j is written and read as RFC 4648 §10 has it, without padding", (text, base32) => {
  expect(toBase32(bytesOf(text))).toBe(base32);
  expect(fromBase32(base32)).toEqual(bytesOf(text));
});

test("any bytes survive the way to Base32 and back, as another implementation writes them", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
      expect(toBase32(bytes)).toBe(new Secret({ buffer: bytes.slice().buffer }).base32);
    }),
  );
});

test("spaces, hyphens, lower case and padding do not matter", () => {
  const writings = ["mzxw6yq", "MZXW 6YQ=", "MZXW-6YQ", " mzxw\u00a06yq=\n"];
  expect(writings.map(tidyBase32)).toEqual(writings.map(() => "MZXW6YQ"));
  expect(writings.map(fromBase32)).toEqual(writings.map(() => bytesOf("foob")));
});

test("text with a character outside Base32 is no secret", () => {
  const texts = ["MZXW0", "MZXW1", "MZXW8", "MZ=XW", "MZXW_", "ſZXW", "ıZXW", "MZXW💧"];
  expect(texts.filter((text) => fromBase32(text) !== null)).toEqual([]);
});

test("left-over bits fill no byte", () => {
  expect(fromBase32("M")).toEqual(new Uint8Array());
  expect(fromBase32("MZX")).toEqual(bytesOf("f"));
});

test("arbitrary text is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), anyText), (text) => {
      const bytes = fromBase32(text);
      expect(bytes !== null).toBe(/^[A-Z2-7]*$/.test(tidyBase32(text)));
    }),
  );
});

test("a long run of padding is read in no time", () => {
  expect(fromBase32(`MY${"=".repeat(1_000_000)}!`)).toBeNull();
});

test("groups of four are easy to read, and read back the same", () => {
  expect(inGroups("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
  expect(inGroups("ABCDEFGH")).toBe("ABCD EFGH");
  expect(inGroups("")).toBe("");
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase32(inGroups(toBase32(bytes)))).toEqual(bytes);
    }),
  );
});
