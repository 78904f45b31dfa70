import { describe, expect, test } from "vitest";
import { defaultDays, offeredDays } from "./days.ts";
import { PasskeyRegistration } from "./passkey.ts";
import {
  AccountId,
  Days,
  Email,
  FactorName,
  GivenCode,
  GivenLogin,
  GivenMailCode,
  GivenPassword,
  GivenRecoveryCode,
  LinkToken,
  NewPassword,
  PersonName,
  Username,
} from "./text.ts";
import { listUsers } from "./users.ts";

describe("a username", () => {
  test.for([
    ["ursula", "ursula"],
    [" URSULA ", "ursula"],
    ["u", "u"],
    ["u.r-s_u1", "u.r-s_u1"],
    ["x".repeat(64), "x".repeat(64)],
  ])("%j is taken as %j", ([typed, taken]) => {
    expect(Username.parse(typed)).toBe(taken);
  });

  test.for(["", " ", ".u", "u-", "u u", "u@example.com", "ürsula", "x".repeat(65), "u\nv", "\u0000"])(
    "%j is refused with a sentence",
    (typed) => {
      expect(Username.safeParse(typed).error?.issues).toMatchObject([
        { message: expect.stringMatching(/^Use letters, digits, dots/) },
      ]);
    },
  );

  test("never looks like an e-mail address, so that a login is one or the other", () => {
    expect(Username.safeParse("ada@example.com").success).toBe(false);
  });
});

describe("an e-mail address", () => {
  test("loses the spaces around it and keeps its capitals", () => {
    expect(Email.parse(" Ursula@Example.com ")).toBe("Ursula@Example.com");
  });

  test.for([
    "",
    "ursula",
    "ursula@",
    "@example.com",
    "a@b@c.example",
    "a b@example.com",
    "a@example.com\nbcc: x@y.z",
  ])("%j is none", (typed) => {
    expect(Email.safeParse(typed).success).toBe(false);
  });

  test("has at most 254 characters", () => {
    const longest = `${"x".repeat(60)}@${`${"y".repeat(60)}.`.repeat(3)}example`;
    expect(Email.safeParse(`${longest}.${"z".repeat(254 - longest.length - 1)}`).data).toHaveLength(254);
    expect(Email.safeParse(`${longest}.${"z".repeat(254 - longest.length)}`).success).toBe(false);
  });
});

describe("a password", () => {
  test("that is new has 15 to 256 characters, of any kind, none cut off", { tags: ["R03", "R06"] }, () => {
    expect(NewPassword.safeParse("x".repeat(14)).success).toBe(false);
    expect(NewPassword.parse(" spaces count! ")).toBe(" spaces count! ");
    expect(NewPassword.parse("パスワードは十五文字以上が必要です")).toBe(
      "パスワードは十五文字以上が必要です",
    );
    expect(NewPassword.safeParse("x".repeat(256)).success).toBe(true);
    expect(NewPassword.safeParse("x".repeat(257)).success).toBe(false);
  });

  test("that is checked may be as short as it was when it was chosen", () => {
    expect(GivenPassword.parse("x")).toBe("x");
    expect(GivenPassword.safeParse("").success).toBe(false);
  });
});

test.for([0, -1, 366, 1.5, Number.NaN, "7", null])("%j is no number of days to set up", (days) => {
  expect(Days.safeParse(days).success).toBe(false);
});

test("every number of days that is offered may be chosen, the default among them", () => {
  expect(offeredDays.filter((days) => !Days.safeParse(days).success)).toEqual([]);
  expect(offeredDays).toContain(defaultDays);
  expect(Days.safeParse(1).success && Days.safeParse(365).success).toBe(true);
});

test("a link's token is 43 characters of base64url, nothing around them", () => {
  const token = "Az0_-".repeat(9).slice(0, 43);
  expect(LinkToken.parse(token)).toBe(token);
  for (const other of [token.slice(1), `${token}A`, `${token}\n`, token.replace("A", "+"), ""]) {
    expect(LinkToken.safeParse(other).success).toBe(false);
  }
});

test("an id is a UUID", () => {
  expect(AccountId.safeParse("3f0e8a52-6c1d-4b7e-9a53-0d6f1c2b4e5a").success).toBe(true);
  for (const other of ["", "1", "__proto__", "3f0e8a526c1d4b7e9a530d6f1c2b4e5a"]) {
    expect(AccountId.safeParse(other).success).toBe(false);
  }
});

test("a name is more than spaces, a code more than nothing", () => {
  expect(PersonName.safeParse(" \t ").success).toBe(false);
  expect(PersonName.parse(" Ursula ")).toBe("Ursula");
  expect(GivenCode.parse(" 123 456 ")).toBe("123456");
  expect(GivenCode.safeParse("  ").success).toBe(false);
});

describe("a code", () => {
  test.for([
    "123456",
    "123-456",
    "123–456",
    "12 34 56",
    "１２３４５６",
    "١٢٣٤٥٦",
    "\u200e123\u00a0456\u200e",
    "\u202a123456\u202c",
  ])("%j is the six digits that were meant", (typed) => {
    expect(GivenCode.parse(typed)).toBe("123456");
  });

  test.for(["", " ", "12345", "1234567", "12345a", "123.456", "+123456", "1e3456"])(
    "%j is a slip, not a wrong code",
    (typed) => {
      expect(GivenCode.safeParse(typed).error?.issues[0]?.message).toBe(
        "Type the 6 digits that your app shows.",
      );
    },
  );

  test("from a mail has eight digits, with the same tolerance", () => {
    expect(GivenMailCode.parse("\u200f٠١٢٣-4567")).toBe("01234567");
    expect(GivenMailCode.safeParse("0123456").success).toBe(false);
  });

  test("of recovery is taken in any case, width and grouping", () => {
    const typed = "ａbcd‐efgh \u200bjkmn-oil٣";
    expect(GivenRecoveryCode.parse(typed)).toBe("ABCDEFGHJKMN0113");
    expect(GivenRecoveryCode.safeParse(`${typed}x`).success).toBe(false);
  });
});

test.for(["\u200bursula\u200b", "\u202aursula\u202c", "ｕｒｓｕｌａ", " ursula\u00a0"])(
  "a login pasted as %j is the one that was meant",
  (typed) => {
    expect(GivenLogin.parse(typed)).toBe("ursula");
    expect(Username.parse(typed)).toBe("ursula");
  },
);

describe.for([
  ["a person", PersonName],
  ["a factor", FactorName],
] as const)("the name of %s", ([, Name]) => {
  test.for([
    "Ursula\nBcc: eve@example.com",
    "Ursula\u202e",
    "Ursula\u0000",
    "Urs\u200bula",
    "Urs\u00adula",
    "Urs\u034fula",
    "Urs\u17b4ula",
    "Urs\u115fula",
    "Urs\u3164ula",
    "Ursula\u2028x",
    "\ud83d",
  ])("never is %j", (typed) => {
    expect(Name.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
      typed === "\ud83d" ? "Enter a name." : "Use only visible characters, on one line.",
    ]);
  });

  test.for([
    "see https://evil.example",
    "HTTP://evil.example",
    "ftp：／／evil.example",
    "www.evil.example now",
    "ｗｗｗ․evil.example",
    "Log in at evil.com/x now",
    "Log in at EVIL.co.uk/",
    "bücher.evil:8080/x",
    "evil.xn--p1ai/x",
    "evil。com/x",
    "evil.com?x=1",
    "evil.com#x",
    "mailto:a@b.c",
    "MailTo：a@b.c",
  ])("brings no link: %s", (typed) => {
    expect(Name.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
      "Don't use web addresses.",
    ]);
  });

  test.for(["\u3164", "\u2800", "\u115f\u1160", "\u200b"])("that can't be seen is empty: %j", (typed) => {
    expect(Name.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(["Enter a name."]);
  });

  test.for([
    "Zoë O’Brien-Smith",
    "李小龍",
    "علی\u200cرضا",
    "Dr. A. N. Other / IT: 2",
    "J. R. Smith",
    "J.R. Smith/Jones",
    "St. Mary's",
    "Smith Jr./Sr.",
    "Is it St.Mary?",
    "B.A./M.Sc. #2",
    "iPhone 12.1/2",
    "👩\u200d💻 Laptop",
    "❤\ufe0f",
  ])("may be %s", (typed) => {
    expect(Name.parse(typed)).toBe(typed);
  });
});

test.for([
  ["an e-mail address", Email, 254],
  ["a name", PersonName, 120],
  ["a login", GivenLogin, 254],
  ["a password", GivenPassword, 256],
  ["a chosen password", NewPassword, 256],
  ["a code", GivenCode, 32],
  ["a recovery code", GivenRecoveryCode, 64],
  ["the name of a factor", FactorName, 60],
] as const)("%s that is too long is refused with a sentence", ([, text, longest]) => {
  const { error } = text.safeParse("x".repeat(longest + 1));
  expect(error?.issues.map(({ message }) => message)).toContain(`Use at most ${longest} characters.`);
});

const transports = (name: string) => ({
  id: "a",
  rawId: "a",
  type: "public-key",
  clientExtensionResults: {},
  response: { clientDataJSON: "a", attestationObject: "a", transports: [name] },
});

test("a NUL character, which Postgres refuses, is in no text that reaches the database", () => {
  const texts: [{ safeParse: (typed: unknown) => { success: boolean } }, (nul: string) => unknown][] = [
    [GivenLogin, (nul) => `ursula${nul}`],
    [Email, (nul) => `ursula@example.com${nul}`],
    [Email, (nul) => `ursula@m\u00fcnchen.de${nul}`],
    [PersonName, (nul) => `Ursula${nul} User`],
    [FactorName, (nul) => `Phone${nul}`],
    [listUsers.query, (nul) => ({ search: `urs${nul}` })],
    [listUsers.query, (nul) => ({ after: `urs${nul}` })],
    [PasskeyRegistration, (nul) => transports(`usb${nul}`)],
  ];
  for (const [text, typed] of texts) {
    expect([text.safeParse(typed("")).success, text.safeParse(typed("\0")).success]).toEqual([true, false]);
  }
});
