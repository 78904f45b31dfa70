import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Key } from "./key.ts";
import { acceptedCases, casesTimeMs, refusedCases } from "./key-uri.cases.ts";
import { formatKeyUri, parseKeyUri } from "./key-uri.ts";
import { keyUriErrorCodes } from "./key-uri-error.ts";
import { fromBase32, toBase32 } from "./secret.ts";
import { type Algorithm, codeAt, codeForCounter } from "./totp.ts";

/** Random UTF-16 text. fast-check's own "binary" strings are slow. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

function keyIn(uri: string): Key {
  const result = parseKeyUri(uri);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.key;
}

function nextCode(key: Key): string {
  return key.type === "totp"
    ? codeAt(key.secret, casesTimeMs, key)
    : codeForCounter(key.secret, key.counter, key);
}

describe("what issuers write is read", () => {
  test.each(acceptedCases)("$title", ({ uri, key, warnings = [], code }) => {
    const result = parseKeyUri(uri);
    expect(result).toEqual({ ok: true, key: { ...key, secret: fromBase32(key.secret) }, warnings });
    expect(nextCode(keyIn(uri))).toBe(code);
  });

  test.each(acceptedCases)("and comes out the same when written again: $title", ({ uri, code }) => {
    const key = keyIn(uri);
    const again = keyIn(formatKeyUri(key));
    expect(again).toEqual(key);
    expect(nextCode(again)).toBe(code);
  });
});

describe("what would give no code, or wrong ones, is refused", () => {
  test.each(refusedCases)("$title", ({ uri, refusal, found = "" }) => {
    expect(parseKeyUri(uri)).toMatchObject({ ok: false, error: { code: refusal, found } });
  });

  test("every refusal has a case, and says what is wrong and what to do", () => {
    const sentences = new Map<string, string>();
    for (const { uri } of refusedCases) {
      const result = parseKeyUri(uri);
      if (!result.ok) sentences.set(result.error.code, result.error.sentence);
    }
    expect([...sentences.keys()].toSorted()).toEqual(keyUriErrorCodes.toSorted());
    expect(new Set(sentences.values()).size).toBe(keyUriErrorCodes.length);
    for (const sentence of sentences.values()) expect(sentence).toMatch(/^[A-Z“].+\. [A-Z].+\.$/);
  });

  test("the sentence names what was found, cut short when it is long", () => {
    const named = parseKeyUri("otpauth://motp/Mole:odo?secret=ABCDEFGH");
    expect(named).toMatchObject({ error: { sentence: expect.stringContaining("“motp”") } });
    const long = parseKeyUri(`otpauth://${"z".repeat(5000)}/Mole`);
    expect(long).toMatchObject({ error: { found: `${"z".repeat(40)}…` } });
  });

  test("no refusal repeats the secret", () => {
    const secret = "HARBOUR0PILOT1LANTERN8";
    const refused = [
      `secret=${secret}`,
      `secret=${secret}&digits=9&algorithm=MD5`,
      `digits=99&secret=${secret}`,
    ];
    for (const query of refused) {
      expect(JSON.stringify(parseKeyUri(`otpauth://totp/Mole:odo?${query}`))).not.toContain(secret);
    }
  });
});

describe("writing", () => {
  const secret = new TextEncoder().encode("12345678901234567890");

  test("a key is written with every parameter, spaces encoded", () => {
    const key: Key = {
      type: "totp",
      issuer: "North Quay",
      account: "ines+gate@quay.example",
      secret,
      algorithm: "SHA1",
      digits: 6,
      periodSeconds: 30,
    };
    expect(formatKeyUri(key)).toBe(
      "otpauth://totp/North%20Quay:ines%2Bgate%40quay.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" +
        "&issuer=North%20Quay&algorithm=SHA1&digits=6&period=30",
    );
  });

  test("a key without an issuer has no issuer parameter", () => {
    const key: Key = {
      type: "hotp",
      issuer: "",
      account: "odo",
      secret,
      algorithm: "SHA256",
      digits: 8,
      counter: 7,
    };
    expect(formatKeyUri(key)).toBe(
      "otpauth://hotp/odo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA256&digits=8&counter=7",
    );
  });

  test("any key survives being written and read", () => {
    const grapheme = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });
    const separator = fc.constantFrom(":", "/", "?", "&", "=", "%", "+", "#", " ", "%3A", "&amp;");
    const name = fc.string({ unit: fc.oneof(grapheme, separator), maxLength: 40 }).map((text) => text.trim());
    const common = {
      issuer: name.filter((issuer) => issuer.toLowerCase() !== "steam"),
      account: name,
      secret: fc.uint8Array({ minLength: 1, maxLength: 80 }),
      algorithm: fc.constantFrom<Algorithm>("SHA1", "SHA256", "SHA512"),
      digits: fc.integer({ min: 6, max: 10 }),
    };
    const key: fc.Arbitrary<Key> = fc.oneof(
      fc.record({ ...common, type: fc.constant("totp"), periodSeconds: fc.integer({ min: 1, max: 86_400 }) }),
      fc.record({ ...common, type: fc.constant("hotp"), counter: fc.maxSafeNat() }),
    );
    fc.assert(
      fc.property(key, (written) => {
        expect(keyIn(formatKeyUri(written))).toEqual(written);
      }),
    );
  });

  test("a lone surrogate in a name is replaced, not thrown at", () => {
    const key = keyIn(`otpauth://totp/Mole:odo?secret=${toBase32(secret)}`);
    expect(formatKeyUri({ ...key, account: "o\ud800o" })).toContain("o%EF%BF%BDo");
  });
});

describe("arbitrary text is read or refused, never thrown at", () => {
  const answers: string[] = ["six to ten digits", ...keyUriErrorCodes];

  test("text of any characters", () => {
    fc.assert(
      fc.property(anyText, (uri) => {
        expect(answers).toContain(answerTo(uri));
      }),
    );
  });

  test("text that begins like a key", () => {
    const begin = fc.constantFrom("otpauth://", "otpauth://totp/", "otpauth://hotp/a?secret=", "steam:");
    const text = fc.tuple(begin, anyText).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (uri) => {
        expect(answers).toContain(answerTo(uri));
      }),
    );
  });

  test("pieces of real URIs in any order", () => {
    const pieces = [...acceptedCases, ...refusedCases].flatMap(({ uri }) => uri.split(/(?=[:/?&=%])/));
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join(""));
    fc.assert(
      fc.property(text, (tail) => {
        expect(answers).toContain(answerTo(`otpauth://totp/${tail}`));
      }),
    );
  });

  test.each([" ", "=", "%", "%3a", "&", "&amp;", ":", "%ff", "A-", "a.", "+"])(
    "a hundred thousand characters of %j",
    (piece) => {
      const long = piece.repeat(100_000 / piece.length);
      for (const head of [
        "",
        "otpauth://",
        "otpauth://totp/",
        "otpauth://totp/x:?issuer=",
        "otpauth://totp/?secret=",
      ]) {
        expect(answers).toContain(answerTo(head + long));
      }
    },
  );
});

function answerTo(uri: string): string {
  const result = parseKeyUri(uri);
  if (!result.ok) return result.error.code;
  return /^\d{6,10}$/.test(nextCode(result.key)) ? "six to ten digits" : "something else";
}
