import { describe, expect, test } from "vitest";
import { type KeyReading, readKey, readTypedKey } from "./read-key.ts";

describe("reading a key", () => {
  test("gives issuer, account and secret of a link", () => {
    expect(readKey("otpauth://totp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME")).toMatchObject({
      ok: true,
      key: { issuer: "ACME", account: "alice", digits: 6, periodSeconds: 30 },
      warnings: [],
    });
  });

  test("passes on, in a sentence, what the parser warns of", () => {
    const reading = readKey("otpauth://totp/Contoso:alice?secret=JBSWY3DPEHPK3PXP&issuer=Microsoft");
    expect(reading).toMatchObject({ ok: true, warnings: [expect.stringContaining("two issuers")] });
  });

  test("refuses a counter-based key, whose codes would be wrong here", () => {
    expect(refusalOf(readKey("otpauth://hotp/ACME:alice?secret=JBSWY3DPEHPK3PXP&counter=1"))).toContain(
      "HOTP",
    );
  });

  test("says what to do about a web link", () => {
    expect(refusalOf(readKey("https://example.com/"))).toContain("web link");
  });
});

describe("a key typed by hand", () => {
  const typed = { issuer: "A&B: Co", account: "al+ice@example.com", secret: "jbsw y3dp-ehpk 3pxp" };

  test("keeps every character of the names and forgives groups and small letters in the key", () => {
    expect(readTypedKey(typed)).toMatchObject({
      ok: true,
      key: { issuer: "A&B: Co", account: "al+ice@example.com" },
      warnings: [],
    });
    expect(readTypedKey(typed)).toMatchObject(readTypedKey({ ...typed, secret: "JBSWY3DPEHPK3PXP" }));
  });

  test("may lack a service name, for which the app then asks", () => {
    expect(readTypedKey({ ...typed, issuer: "" })).toMatchObject({ ok: true, key: { issuer: "" } });
  });

  test("is refused when it holds a character that no key has", () => {
    expect(refusalOf(readTypedKey({ ...typed, secret: "JBSW Y3DP 1111 8888" }))).toContain("Base32");
  });

  test("is refused when it is empty", () => {
    expect(readTypedKey({ ...typed, secret: " " }).ok).toBe(false);
  });
});

function refusalOf(reading: KeyReading): string {
  return reading.ok ? "" : reading.refusal;
}
