import type { TotpKey } from "@sallyport/totp/key";
import { describe, expect, test } from "vitest";
import { passcodeAt } from "./passcode.ts";

/** This key is the test key of RFC 6238, appendix B. */
const key: TotpKey = {
  type: "totp",
  issuer: "ACME",
  account: "alice",
  secret: new TextEncoder().encode("12345678901234567890"),
  algorithm: "SHA1",
  digits: 8,
  periodSeconds: 30,
};

describe("a passcode", () => {
  test("is the one of the standard, in two groups", () => {
    expect(passcodeAt(key, 1_111_111_109_000).code).toBe("0708 1804");
    expect(passcodeAt({ ...key, digits: 6 }, 1_111_111_109_000).code).toBe("081 804");
  });

  test("of seven digits has the longer group first", () => {
    expect(passcodeAt({ ...key, digits: 7 }, 1_111_111_109_000).code).toBe("7081 804");
  });

  test("has its whole period at the start of a step and one second at its end", () => {
    expect(passcodeAt(key, 1_111_111_110_000).secondsLeft).toBe(30);
    expect(passcodeAt(key, 1_111_111_139_999).secondsLeft).toBe(1);
  });
});
