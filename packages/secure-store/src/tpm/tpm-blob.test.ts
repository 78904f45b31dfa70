import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isBoundToPcrs, parseTpmBlob, printTpmBlob } from "./tpm-blob.ts";

const blob = {
  publicPart: randomBytes(48),
  privatePart: randomBytes(160),
  parentName: randomBytes(34).toString("hex"),
  pcrs: "sha256:7,16",
};

test("a sealed key reads as it was written, with and without registers", () => {
  expect(parseTpmBlob(printTpmBlob(blob))).toEqual(blob);
  expect(parseTpmBlob(printTpmBlob({ ...blob, pcrs: undefined }))).toEqual({ ...blob, pcrs: undefined });
});

test("whether a key is bound to registers is read from its text, and in doubt it is", () => {
  expect(isBoundToPcrs(printTpmBlob(blob))).toBe(true);
  expect(isBoundToPcrs(printTpmBlob({ ...blob, pcrs: undefined }))).toBe(false);
  for (const damaged of ["", "tpm1", printTpmBlob({ ...blob, pcrs: undefined }).slice(0, -1)]) {
    expect(isBoundToPcrs(damaged)).toBe(true);
  }
});

test("text of any other shape is corrupt", () => {
  const text = printTpmBlob(blob);
  const wrong = [
    "",
    "tpm1",
    text.slice(1),
    text.slice(0, -9),
    `${text}\n`,
    text.replace("sha256:7", "sha256:99"),
  ];
  for (const each of [...wrong, text.replace("tpm1", "tpm2"), text.replace(/\.[\w-]+/, ".short")]) {
    expect(() => parseTpmBlob(each)).toThrow(expect.objectContaining({ code: "corrupt" }));
  }
});

test("nothing in it can become an option of a tool", () => {
  const text = printTpmBlob(blob).replace("sha256:7,16", "sha256:7 -o /tmp/key");
  expect(() => parseTpmBlob(text)).toThrow(expect.objectContaining({ code: "corrupt" }));
});
