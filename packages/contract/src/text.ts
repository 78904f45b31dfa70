import { z } from "./zod.ts";

const atMost = (characters: number) => `Use at most ${characters} characters.`;

export const Realm = z.enum(["user", "administrator"]);
export type Realm = z.infer<typeof Realm>;

/** From the one who may do everything down to the one who may only look. */
export const administratorRoles = ["owner", "administrator", "help-desk", "read-only"] as const;
export const AdministratorRole = z.enum(administratorRoles);
export type AdministratorRole = z.infer<typeof AdministratorRole>;

/** A moment, as ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

export const Email = z
  .string()
  .trim()
  .max(254, atMost(254))
  .pipe(z.email({ error: "Enter an e-mail address, like name@example.com." }));

export const PersonName = z.string().trim().min(1, "Enter a name.").max(120, atMost(120));

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
    "Use letters, digits, dots, hyphens and underscores; begin and end with a letter or digit.",
  );

/**
 * A password that is being chosen. At least 15 characters, because an account without a second factor has nothing else
 * (NIST SP 800-63B-4 §3.1.1.2); no rules of composition, nothing cut off.
 */
export const NewPassword = z
  .string()
  .min(15, "Use at least 15 characters. Four unrelated words do.")
  .max(256, atMost(256));

/** A password that is being checked: only its length is bounded. */
export const GivenPassword = z.string().min(1, "Enter your password.").max(256, atMost(256));

/** A one-time passcode as typed; spaces are allowed, since apps show `123 456`. */
export const GivenCode = z.string().trim().min(1, "Enter the code.").max(32, atMost(32));

/** A recovery code as typed: in whatever case, with or without the hyphens that it is printed with. */
export const GivenRecoveryCode = z.string().trim().min(1, "Enter the recovery code.").max(64, atMost(64));

/** What its owner calls an authenticator app or a passkey. */
export const FactorName = z.string().trim().min(1, "Enter a name.").max(60, atMost(60));

/** An e-mail address or a username as typed. */
export const GivenLogin = z
  .string()
  .trim()
  .min(1, "Enter your e-mail address or username.")
  .max(254, atMost(254));

/** The secret part of a mailed link. It travels in the fragment, so it stays out of logs and referrers. */
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not complete.");

export const AccountId = z.uuid();

/** Days to set up: any whole number from 1 to 365. */
export const DaysToSetUp = z.number().int().min(1).max(365);
export const offeredDaysToSetUp = [1, 2, 3, 7, 14, 30, 60, 90, 365] as const;
export const defaultDaysToSetUp = 7;

/** How many recovery codes are made at a time. */
export const codesInRecoverySet = 10;

export const Nothing = z.object({});
