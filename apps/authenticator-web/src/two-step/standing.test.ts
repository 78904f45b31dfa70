import type { TotpKey } from "@sallyport/totp/key";
import { fromBase32 } from "@sallyport/totp/secret";
import { describe, expect, test } from "vitest";
import { newAccount } from "../vault/account.ts";
import { standingOf, toldApart } from "./standing.ts";

const key = keyOf("JBSWY3DPEHPK3PXP");
const account = newAccount(key, 0);

describe("a key that was found", () => {
  test("is new beside other accounts", () => {
    expect(standingOf({ ...keyOf("GEZDGNBVGY3TQOJQ"), account: "bob" }, [account])).toEqual({ is: "new" });
  });

  test("is known again when the same key is scanned twice, even after the account was renamed", () => {
    const renamed = { ...account, key: { ...key, issuer: "Work" } };
    expect(standingOf(key, [renamed])).toEqual({ is: "stored", account: renamed });
  });

  test("with known names but another secret is a namesake, in upper or lower case", () => {
    const another = { ...keyOf("GEZDGNBVGY3TQOJQ"), issuer: "acme " };
    expect(standingOf(another, [account])).toEqual({ is: "namesake", account });
  });

  test("with the same secret but other parameters is a namesake, for its codes differ", () => {
    expect(standingOf({ ...key, digits: 8 }, [account])).toEqual({ is: "namesake", account });
  });

  test("without an issuer needs a name", () => {
    expect(standingOf({ ...key, issuer: " " }, [])).toEqual({ is: "nameless" });
  });
});

describe("keeping both", () => {
  test("numbers the second one", () => {
    expect(toldApart(key, [account]).account).toBe("alice (2)");
  });

  test("takes the first number that is free", () => {
    const second = newAccount({ ...key, account: "alice (2)" }, 1);
    expect(toldApart(key, [account, second]).account).toBe("alice (3)");
  });

  test("numbers an account without a name too", () => {
    expect(toldApart({ ...key, account: "" }, []).account).toBe("(2)");
  });
});

function keyOf(secret: string): TotpKey {
  return {
    type: "totp",
    issuer: "ACME",
    account: "alice",
    secret: fromBase32(secret) ?? new Uint8Array(),
    algorithm: "SHA1",
    digits: 6,
    periodSeconds: 30,
  };
}
