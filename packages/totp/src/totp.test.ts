import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Algorithm,
  codeAt,
  codeForCounter,
  type HotpParameters,
  remainingMs,
  standardParameters,
  timeStepAt,
} from "./totp.ts";

const seed = (length: number) => new TextEncoder().encode("1234567890".repeat(7).slice(0, length));
const seeds: Record<Algorithm, Uint8Array> = { SHA1: seed(20), SHA256: seed(32), SHA512: seed(64) };

test("codes are those of RFC 4226, appendix D", { tags: ["R90"] }, () => {
  const codes = Array.from({ length: 10 }, (_, counter) => codeForCounter(seeds.SHA1, counter));
  expect(codes).toEqual([
    "755224",
    "287082",
    "359152",
    "969429",
    "338314",
    "254676",
    "287922",
    "162583",
    "399871",
    "520489",
  ]);
});

describe("codes are those of RFC 6238, appendix B", () => {
  test.each([
    [59, "94287082", "46119246", "90693936"],
    [1111111109, "07081804", "68084774", "25091201"],
    [1111111111, "14050471", "67062674", "99943326"],
    [1234567890, "89005924", "91819424", "93441116"],
    [2000000000, "69279037", "90698825", "38618901"],
    [20000000000, "65353130", "77737706", "47863826"],
  ])("at %i seconds", (seconds, sha1, sha256, sha512) => {
    const code = (algorithm: Algorithm) =>
      codeAt(seeds[algorithm], seconds * 1000, { ...standardParameters, algorithm, digits: 8 });
    expect(code("SHA1")).toBe(sha1);
    expect(code("SHA256")).toBe(sha256);
    expect(code("SHA512")).toBe(sha512);
  });
});

/** Computes a code as in RFC 4226 §5.3 with Node's HMAC, independently of the library. */
function independentCode(secret: Uint8Array, counter: number, { algorithm, digits }: HotpParameters): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac(algorithm, secret).update(message).digest();
  const truncated = digest.readUInt32BE(digest.readUInt8(digest.length - 1) & 15) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, "0");
}

test("codes agree with an independent implementation", { tags: ["R66"] }, () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.maxSafeNat(),
      fc.record({
        algorithm: fc.constantFrom<Algorithm>("SHA1", "SHA256", "SHA512"),
        digits: fc.integer({ min: 6, max: 10 }),
      }),
      (secret, counter, parameters) => {
        expect(codeForCounter(secret, counter, parameters)).toBe(
          independentCode(secret, counter, parameters),
        );
      },
    ),
  );
});

test("a secret that is a view into a larger buffer is taken alone", () => {
  const pool = new Uint8Array(100).fill(7);
  pool.set(seeds.SHA1, 40);
  expect(codeForCounter(pool.subarray(40, 60), 0)).toBe("755224");
  expect(codeForCounter(Buffer.from("12345678901234567890"), 0)).toBe("755224");
});

test("a time step owns its first millisecond and its last", () => {
  expect(timeStepAt(29_999)).toBe(0);
  expect(timeStepAt(30_000)).toBe(1);
  expect(timeStepAt(59_999)).toBe(1);
  expect(timeStepAt(60_000)).toBe(2);
  expect(timeStepAt(60_000, 60)).toBe(1);
});

test("the time left falls from the whole period to one millisecond", () => {
  expect(remainingMs(30_000)).toBe(30_000);
  expect(remainingMs(59_999)).toBe(1);
  expect(remainingMs(59_999, 60)).toBe(1);
});

test("the code stays for exactly the time left", () => {
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.integer({ min: 1, max: 86_400 }), (timeMs, period) => {
      const left = remainingMs(timeMs, period);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(period * 1000);
      expect(timeStepAt(timeMs + left - 1, period)).toBe(timeStepAt(timeMs, period));
      expect(timeStepAt(timeMs + left, period)).toBe(timeStepAt(timeMs, period) + 1);
    }),
  );
});

describe("what can give no sound code is refused:", () => {
  const secret = seeds.SHA1;

  test("an empty secret", () => {
    expect(() => codeForCounter(new Uint8Array(), 0)).toThrow(RangeError);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("the counter %d", (counter) => {
    expect(() => codeForCounter(secret, counter)).toThrow(RangeError);
  });

  test.each([0, 1, 5, 11, 6.5, Number.NaN])("%d digits", (digits) => {
    expect(() => codeForCounter(secret, 0, { ...standardParameters, digits })).toThrow(RangeError);
  });

  test.each([0, -30, 0.5, Number.NaN])("a period of %d seconds", (periodSeconds) => {
    expect(() => codeAt(secret, 0, { ...standardParameters, periodSeconds })).toThrow(RangeError);
  });

  test.each([-1, Number.NaN])("the time %d", (timeMs) => {
    expect(() => codeAt(secret, timeMs)).toThrow(RangeError);
  });
});
