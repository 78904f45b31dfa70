import { ApplicationOrigin, RegisteredAddress } from "@sallyport/contract/applications/addresses";
import { clientTypes } from "@sallyport/contract/applications/kinds";
import { dayBounds, daysMistake } from "@sallyport/contract/days";
import { settingNames, settings } from "@sallyport/contract/settings/list";
import {
  administratorRoles,
  Email,
  FactorName,
  GivenPassword,
  PersonName,
  Username,
} from "@sallyport/contract/text";
import { fromBase32 } from "@sallyport/totp/secret";
import { z } from "zod";

/** RFC 4226 §4 R6 asks for 128 bits. */
const fewestSecretBytes = 16;

const username = z.string().pipe(Username);
const email = z.string().pipe(Email);
const personName = z.string().pipe(PersonName);
const name = z.string().pipe(FactorName);
const address = z.string().pipe(RegisteredAddress);
const origin = z.string().pipe(ApplicationOrigin);
const days = z.int(daysMistake).min(dayBounds.min, daysMistake).max(dayBounds.max, daysMistake);
const names = z.array(z.string());

const password = z.string().pipe(GivenPassword).optional().describe("the password; by default a new one");

const secretOfApp = z.string().refine((text) => (fromBase32(text)?.length ?? 0) >= fewestSecretBytes, {
  error: "Give at least 26 Base32 characters (A to Z, 2 to 7), or true for a new secret.",
});
const totp = z.union([z.boolean(), secretOfApp], {
  error: "Give at least 26 Base32 characters (A to Z, 2 to 7), or true for a new secret.",
});

const User = z.strictObject({
  username: username.describe("the name to log in with"),
  email: email.optional().describe("the e-mail address; by default `USERNAME@example.com`"),
  name: personName.optional().describe("the full name; by default the username"),
  password,
  totp: totp
    .optional()
    .describe("`true`: an authenticator app with a new secret is set up; a text: its secret in Base32"),
  mfa: z
    .union([z.enum(["none", "required"]), z.strictObject({ days })], {
      error: 'Give "none", "required" or { "days": 7 }.',
    })
    .optional()
    .describe(
      '`"required"`: set-up is due at the next login; `{ "days": 7 }`: it has a deadline; `"none"`: it isn\'t required; by default `policies.newUsers` decides',
    ),
  groups: names.optional().describe("names from `groups`"),
  emailVerified: z.boolean().optional().describe("the claim `email_verified`; by default `true`"),
});

const Administrator = z.strictObject({
  email: email.describe("the address to log in with"),
  name: personName.optional().describe("the full name; by default the part before the @"),
  role: z.enum(administratorRoles).optional().describe('the role; by default `"owner"`'),
  password,
  totp: totp
    .optional()
    .describe("as of users, but `true` by default: administrators always need a second factor"),
});

const Group = z.strictObject({
  name: name.describe("the name, which is also in the claim `groups`"),
  mfa: z
    .strictObject({ days })
    .optional()
    .describe('`{ "days": 7 }`: members must set up MFA within so many days'),
});

const Application = z.strictObject({
  name: name.describe("the name on the login page"),
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9._~-]{1,100}$/, "Use 1 to 100 letters, digits and signs like . _ ~ -")
    .optional()
    .describe(
      "the client id; by default a UUID made from the name, the same at each start. The console opens only applications whose id is a UUID",
    ),
  clientSecret: z
    .string()
    .min(1, "Give a secret, or leave it out.")
    .max(256, "Use at most 256 characters.")
    .optional()
    .describe("the client secret; by default a new one"),
  type: z
    .enum(clientTypes)
    .optional()
    .describe(
      '`"public"`: an application in the browser or on a device, without a secret; by default `"confidential"`',
    ),
  callbackAddresses: z
    .array(address)
    .min(1, "Give at least one address.")
    .describe("the redirect addresses, compared exactly"),
  afterLogoutAddresses: z
    .array(address)
    .optional()
    .describe("where the browser may return to after a logout"),
  origins: z
    .array(origin)
    .optional()
    .describe(
      "web origins whose scripts may ask for tokens; by default those of the callback addresses of a public application",
    ),
  launchAddress: address.optional().describe("where the portal's link to the application leads"),
  logoutAddress: address.optional().describe("where notices of back-channel logout are sent"),
  keepsAccess: z.boolean().optional().describe("`true`: it can get refresh tokens; by default `false`"),
  secondFactor: z
    .enum(["account", "always"])
    .optional()
    .describe(
      '`"always"`: each login needs a second factor; by default `"account"`, as the user\'s account requires',
    ),
  groups: names
    .optional()
    .describe("names from `groups`, whose members can log in; by default every user can"),
});

const policies = z.strictObject({
  newUsers: z
    .strictObject({ days })
    .optional()
    .describe('`{ "days": 7 }`: users must set up MFA within so many days'),
});

/** What a seed file says. */
export const Seed = z.strictObject({
  $schema: z.string().optional().describe("for editors; ignored"),
  settings: z
    .strictObject(
      Object.fromEntries(settingNames.map((each) => [each, z.optional(settings[each].schema)])) as {
        [Name in keyof typeof settings]: z.ZodOptional<(typeof settings)[Name]["schema"]>;
      },
    )
    .optional()
    .describe("settings of the console, by their names in the API"),
  policies: policies.optional().describe("what is required of users"),
  groups: z.array(Group).optional().describe("groups of users"),
  users: z.array(User).optional().describe("users of the portal"),
  administrators: z.array(Administrator).optional().describe("administrators of the console at `/admin`"),
  applications: z.array(Application).optional().describe("applications that use OpenID Connect"),
});

export type Seed = z.input<typeof Seed>;
export type ReadSeed = z.output<typeof Seed>;
