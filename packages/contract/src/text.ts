import { hasHiddenCharacters, isVisible, plainText } from "./characters.ts";
import { dayBounds, daysMistake } from "./days.ts";
import { asciiEmail } from "./email.ts";
import { isFreeform, passwordLength } from "./password-text.ts";
import { tidyCode, tidyRecoveryCode } from "./typed-code.ts";
import { z } from "./zod.ts";

const atMost = (characters: number) => `Use at most ${characters} characters.`;

/** Refuses NUL characters, because Postgres can't store or compare them. */
export const noNul = z.refine<string>((text) => !text.includes("\0"), {
  error: "Use only visible characters.",
  abort: true,
});

export const Realm = z.enum(["user", "administrator"]);
export type Realm = z.infer<typeof Realm>;

/** The most powerful role comes first. */
export const administratorRoles = ["owner", "administrator", "help-desk", "read-only"] as const;
export const AdministratorRole = z.enum(administratorRoles);
export type AdministratorRole = z.infer<typeof AdministratorRole>;

export const Instant = z.iso.datetime();

/** A day in the organisation's time zone. */
export const LocalDay = z.iso
  .date("Give a day, like 2027-01-31.")
  .check(z.regex(/^2\d{3}/, "Give a day after the year 1999."));

/** The address as typed. Use `asciiEmail` for mails and comparisons. */
export const Email = z.string().check(
  z.overwrite(plainText),
  z.trim(),
  z.maxLength(254, atMost(254)),
  z.refine((text) => /^\p{ASCII}*(?:@|$)/u.test(text), {
    error: "Before the @, use only English letters, digits and signs like . + - _",
    abort: true,
  }),
  z.refine((text) => asciiEmail(text) !== null, {
    error: "Enter an e-mail address, like name@example.com.",
    abort: true,
  }),
  z.refine((text) => (asciiEmail(text) ?? "").length <= 254, atMost(254)),
);

/** Refuses line breaks and links in names, because names appear in mails. */
const name = (longest: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(longest, atMost(longest)),
    z.refine(isVisible, { error: "Enter a name.", abort: true }),
    // defence: AT-85 names
    z.refine((text) => !hasHiddenCharacters(text), {
      error: "Use only visible characters, on one line.",
      abort: true,
    }),
    // defence: AT-85 links
    z.refine((text) => !hasWebAddress(text), "Don't use web addresses."),
  );

/**
 * Matches a host only if a path follows. Names such as "St." and "Jr./Sr." also contain dots, but aren't links.
 */
const hostWithPath = /[\p{L}\p{M}\p{N}][.\u3002]\p{L}[\p{L}\p{M}\p{N}-]+(?::\d+)?(?:\/|[?#][^\s?#])/u;

/** True if a mail program would turn the name into a link. */
function hasWebAddress(text: string): boolean {
  const plain = text.normalize("NFKC");
  return /:\/\/|\bwww\.|\bmailto:/i.test(plain) || hostWithPath.test(plain);
}

export const PersonName = name(120);

export const Username = z
  .string()
  .check(
    z.overwrite(plainText),
    z.trim(),
    z.toLowerCase(),
    z.regex(
      /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
      "Use letters, digits, dots, hyphens and underscores. Start and end with a letter or digit.",
    ),
  );

/**
 * A password needs 15 characters, because the user might have no second factor (NIST SP 800-63B-4 §3.1.1.2).
 */
export const NewPassword = z.string().check(
  z.refine(
    (text) => passwordLength(text) >= 15,
    "Use at least 15 characters, for example four unrelated words.",
  ),
  z.refine((text) => passwordLength(text) <= 256, atMost(256)),
  z.refine(
    isFreeform,
    "This password contains a hidden or unusual character. Use letters, digits, spaces and common signs.",
  ),
);

/** A password that the server compares with the stored hash. This schema checks only the length. */
export const GivenPassword = z.string().check(
  z.minLength(1, "Enter your password."),
  z.refine((text) => passwordLength(text) <= 256, atMost(256)),
);

const digits = (count: number, error: string) =>
  z
    .string()
    .check(
      z.maxLength(32, atMost(32)),
      z.overwrite(tidyCode),
      z.regex(new RegExp(`^[0-9]{${count}}$`), error),
    );

/** Refuses a typing error here, so the server doesn't count it as a wrong code. */
export const GivenCode = digits(6, "Type the 6 digits that your app shows.");

export const GivenMailCode = digits(8, "Type the 8 digits from the mail.");

/** Refuses a wrong length here, so the server doesn't count it as a wrong code. */
export const GivenRecoveryCode = z
  .string()
  .check(
    z.maxLength(64, atMost(64)),
    z.overwrite(tidyRecoveryCode),
    z.regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, "Type all 16 letters and digits of one recovery code."),
  );

/** The code that an administrator issues has the form of a recovery code. */
export const GivenBypassCode = z
  .string()
  .check(
    z.maxLength(64, atMost(64)),
    z.overwrite(tidyRecoveryCode),
    z.regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, "Type all 16 letters and digits of the code."),
  );

export const FactorName = name(60);

export const ApiKeyName = name(60);

export const GivenLogin = z
  .string()
  .check(
    noNul,
    z.maxLength(254, atMost(254)),
    z.overwrite(plainText),
    z.trim(),
    z.minLength(1, "Enter your e-mail address or username."),
  );

export const LinkToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, "This link is incomplete."));

export const RecoverySetId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/, "This isn't a set of recovery codes."));

export const AccountId = z.uuid();

export const Days = z
  .int(daysMistake)
  .check(z.minimum(dayBounds.min, daysMistake), z.maximum(dayBounds.max, daysMistake));

export const codesInRecoverySet = 10;

export const Nothing = z.object({});
