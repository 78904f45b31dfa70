import { describe, expect, test } from "vitest";
import { type KeyReading, readKey, readKeyAmong, readTypedKey } from "./read-key.ts";

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
    expect(reading).toMatchObject({ ok: true, warnings: [expect.stringContaining("more than one issuer")] });
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

describe("several QR codes in one view", () => {
  const link = "https://play.google.com/store/apps/details?id=example";
  const key = "otpauth://totp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME";
  const other = "otpauth://totp/ACME:bob?secret=GEZDGNBVGY3TQOJQ&issuer=ACME";

  test("give the key, wherever it is among links", () => {
    for (const texts of [
      [link, key],
      [key, link],
      [link, "WIFI:T:WPA;", key],
    ]) {
      expect(readKeyAmong(texts)).toMatchObject({ ok: true, key: { account: "alice" } });
    }
  });

  test("with two keys are refused, for only the person knows which", () => {
    expect(refusalOf(readKeyAmong([key, other]))).toContain("two QR codes with a key");
  });

  test("without a key are told to be two; a single one says what it is", () => {
    expect(refusalOf(readKeyAmong([link, "WIFI:T:WPA;"]))).toContain("two QR codes in view");
    expect(refusalOf(readKeyAmong([link]))).toContain("app store");
  });
});

describe("a key typed by hand", () => {
  const typed = { issuer: "A&B: Co", account: "al+ice@example.com", secret: "jbsw y3dp-ehpk 3pxp" };

  test("keeps every character of the names and forgives groups and lower case in the key", () => {
    expect(readTypedKey(typed)).toMatchObject({
      ok: true,
      key: { issuer: "A&B: Co", account: "al+ice@example.com" },
      warnings: [],
    });
    expect(readTypedKey(typed)).toMatchObject(readTypedKey({ ...typed, secret: "JBSWY3DPEHPK3PXP" }));
  });

  test.each(["Steam", "steam", " STEAM "])(
    "may be called %s, and is told that Steam's own codes differ",
    (issuer) => {
      const reading = readTypedKey({ ...typed, issuer });
      expect(reading).toMatchObject({ ok: true, key: { type: "totp", issuer: issuer.trim(), digits: 6 } });
      expect(reading).toMatchObject({ warnings: [expect.stringContaining("Steam account")] });
    },
  );

  test("keeps names that look encoded as they are", () => {
    const names = { issuer: "100%25", account: "a%2520b" };
    expect(readTypedKey({ ...typed, ...names })).toMatchObject({ ok: true, key: names, warnings: [] });
  });

  test("may hold what a word processor or a phone puts between its groups", () => {
    const secret = "jbsw\u2013y3dp\u200b\u00ad\u00a0ehpk\u20113pxp\u200e";
    expect(readTypedKey({ ...typed, secret })).toEqual(readTypedKey(typed));
    expect(readTypedKey({ ...typed, secret: "ｊｂｓｗｙ３ｄｐｅｈｐｋ３ｐｘｐ" })).toEqual(
      readTypedKey(typed),
    );
  });

  test("may be the whole link; names that were typed come before those in it", () => {
    const secret = " otpauth://totp/ACME:alice?secret=JBSWY3DPEHPK3PXP&issuer=ACME&digits=8";
    const asked = { secret, issuer: "", account: "work" };
    expect(readTypedKey(asked)).toMatchObject({
      ok: true,
      key: { issuer: "ACME", account: "work", digits: 8 },
    });
  });

  test("is told what it is when it is another link", () => {
    expect(refusalOf(readTypedKey({ ...typed, secret: "https://m-1.duosecurity.com/x" }))).toContain("Duo");
  });

  test("has names of at most 256 characters", () => {
    const reading = readTypedKey({ ...typed, issuer: "n".repeat(3000), account: "💧".repeat(3000) });
    expect(reading).toMatchObject({
      ok: true,
      key: { issuer: `${"n".repeat(255)}…`, account: `${"💧".repeat(255)}…` },
    });
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
