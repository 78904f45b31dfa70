import { describe, expect, test } from "vitest";
import { asciiEmail } from "./email.ts";
import { Email } from "./text.ts";

describe("an e-mail address by HTML's grammar", () => {
  test.for([
    "research&development@example.com",
    "o'brien@example.com",
    "ada+tag@example.com",
    "a!#$%&'*+/=?^_`{|}~-.b@example.com",
    "ada@localhost",
    "ada@mail-1.example",
    "ivan@xn--e1afmkfd.xn--p1ai",
  ])("%s is taken as typed", (typed) => {
    expect(Email.parse(typed)).toBe(typed);
    expect(asciiEmail(typed)).toBe(typed);
  });

  test.for([
    "ada@example..com",
    "ada@-example.com",
    "ada@example-.com",
    "ada@.example.com",
    "ada@exa_mple.com",
    `ada@${"x".repeat(64)}.com`,
    "ada lovelace@example.com",
    "<ada@example.com>",
    "ada@example.com,eve@example.com",
    "ada@mün/chen.de",
    "ada@mün:chen.de",
    "ada@mün%41chen.de",
    "ada@[::1]",
    `ada@${"ü".repeat(70)}.de`,
  ])("%s is refused", (typed) => {
    expect(Email.safeParse(typed).error?.issues).toHaveLength(1);
    expect(asciiEmail(typed)).toBeNull();
  });
});

describe("an international domain", () => {
  test.for([
    ["info@münchen.de", "info@xn--mnchen-3ya.de"],
    ["info@MÜNCHEN.DE", "info@xn--mnchen-3ya.de"],
    ["info@mu\u0308nchen.de", "info@xn--mnchen-3ya.de"],
    ["иван@пример.рф", null],
    ["ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai"],
    ["wang@例え。テスト", "wang@xn--r8jz45g.xn--zckzah"],
    ["reza@نامه\u200cای.com", "reza@xn--mgba3gch31f060k.com"],
    ["\u202ainfo@münchen.de\u202c", "info@xn--mnchen-3ya.de"],
    ["info＠münchen．de", "info@xn--mnchen-3ya.de"],
  ])("of %s goes to mail servers as %s", ([typed, ascii]) => {
    expect(asciiEmail(typed ?? "")).toBe(ascii);
  });

  test("is shown as it was typed", () => {
    expect(Email.parse(" info@München.de ")).toBe("info@München.de");
  });

  test("counts in its ASCII form", () => {
    const labels = `${"ü".repeat(55)}.`.repeat(3);
    expect(Email.safeParse(`a@${labels}de`).success).toBe(true);
    expect(Email.safeParse(`${"a".repeat(70)}@${labels}de`).error?.issues[0]?.message).toBe(
      "Use at most 254 characters.",
    );
  });
});

test("letters that mail servers may not take before the @ are refused with their own sentence", () => {
  for (const typed of ["ürsula@example.com", "иван@пример.рф", "josé@example.com"]) {
    expect(Email.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
      "Before the @, use only English letters, digits and signs like . + - _",
    ]);
  }
});
