import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../../..");
const places = [
  "apps/server/src",
  "apps/authenticator-web/src",
  "packages/totp/src",
  "packages/secure-store/src",
  "packages/contract/src",
];

const neverInProduction =
  /\.test\.tsx?$|\.daemon\.|\.fixture\.|server\/src\/(simulation|development|model)\//;

const predictable = /\bMath\.random\b|\bpseudoRandomBytes\b|\bDate\.now\(\)\.toString\(/;

/** Matches a random delay before a retry. Such a delay needs no secure random number. */
const waits = /\bsetTimeout\(Math\.random\(\)[^;]*\);/g;

function isPredictable(text: string): boolean {
  return predictable.test(text.replaceAll(waits, ""));
}

function sources(): string[] {
  return places
    .flatMap((place) =>
      readdirSync(join(root, place), { recursive: true, encoding: "utf8" }).map((path) => join(place, path)),
    )
    .filter((path) => /\.tsx?$/.test(path) && !neverInProduction.test(path));
}

test("no source that makes secrets, codes or tokens has a predictable random source", {
  tags: ["AT-29", "R23"],
}, () => {
  const files = sources();
  expect(files).toContain(join("packages/totp/src/secret.ts"));
  expect(files).toContain(join("apps/server/src/core/tokens.ts"));
  expect(files.length).toBeGreaterThan(150);
  expect(files.filter((path) => isPredictable(readFileSync(join(root, path), "utf8")))).toEqual([]);
});

test("a planted predictable source would be found", () => {
  for (const line of ["const code = Math.random() * 1e6;", "crypto.pseudoRandomBytes(20)"]) {
    expect(isPredictable(line)).toBe(true);
  }
});
