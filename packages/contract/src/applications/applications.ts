import { DeletionBody } from "../deletion.ts";
import { endpoint } from "../endpoint.ts";
import { GroupId } from "../groups.ts";
import { FactorName, Instant, Nothing, noNul } from "../text.ts";
import { Count } from "../user-filters.ts";
import { z } from "../zod.ts";
import { ApplicationAddress, ApplicationOrigin, RegisteredAddress } from "./addresses.ts";
import { applicationKinds, clientTypes } from "./kinds.ts";

/** The limit for each kind of address. */
export const mostAddresses = 20;
const mostGroups = 50;

const ApplicationName = FactorName;
const OpenTo = z.enum(["everyone", "groups"]);
const SecondFactor = z.enum(["account", "always"]);

export const ListedApplication = z.object({
  id: z.string(),
  name: z.string(),
  /** The key of a template, or null. */
  template: z.nullable(z.string()),
  kind: z.enum(applicationKinds),
  launchAddress: z.nullable(z.string()),
  openTo: OpenTo,
  /** The number of groups whose members can log in. Applies only if `openTo` is `groups`. */
  groups: z.int(),
  secondFactor: SecondFactor,
  /** Null until the first login. */
  firstLoginAt: z.nullable(Instant),
});
export type ListedApplication = z.infer<typeof ListedApplication>;

const ApplicationSecret = z.object({
  id: z.string(),
  /** The last characters of the secret. */
  hint: z.string(),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  isExpired: z.boolean(),
  lastUsedAt: z.nullable(Instant),
});
export type ApplicationSecret = z.infer<typeof ApplicationSecret>;

export const Application = z.object({
  id: z.string(),
  name: z.string(),
  template: z.nullable(z.string()),
  kind: z.enum(applicationKinds),
  clientType: z.enum(clientTypes),
  launchAddress: z.nullable(z.string()),
  callbackAddresses: z.array(z.string()),
  afterLogoutAddresses: z.array(z.string()),
  /** Web origins whose scripts may ask for tokens (CORS). */
  origins: z.array(z.string()),
  /** Gets the notices of back-channel logout. */
  logoutAddress: z.nullable(z.string()),
  /** Whether the application can get refresh tokens. */
  keepsAccess: z.boolean(),
  openTo: OpenTo,
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  secondFactor: SecondFactor,
  /** How many users can log in, and how many of them have no second factor. */
  users: z.object({ all: Count, notSetUp: Count }),
  secrets: z.array(ApplicationSecret),
  createdAt: Instant,
  firstLoginAt: z.nullable(Instant),
  /** A hash of the fields that administrators can change. */
  version: z.string(),
});
export type Application = z.infer<typeof Application>;

export const refusalReasons = [
  "callback-address",
  "address-after-logout",
  "origin",
  "no-access",
  "no-secret",
  "wrong-secret",
  "expired-secret",
  "no-pkce",
  "invalid-code",
  "logout-notice",
  "other",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

const ApplicationRefusal = z.object({
  id: z.string(),
  at: Instant,
  reason: z.enum(refusalReasons),
  /** For example the address that isn't registered. */
  detail: z.string(),
  /** True if `allowAddress` can register the address. */
  canAllow: z.boolean(),
});
export type ApplicationRefusal = z.infer<typeof ApplicationRefusal>;

const params = z.object({ id: z.uuid() });
const asks = "administrator";
const ofAdministrators = { asks, atLeast: "administrator" } as const;
const proof = "second-factor";

export const listApplications = endpoint({
  method: "GET",
  path: "/api/admin/applications",
  summary: "List or search applications by name, page by page",
  asks,
  atLeast: "read-only",
  query: z.object({
    search: z.prefault(z.string().check(noNul, z.trim(), z.maxLength(60)), ""),
    /** The value of `next` in the previous page. */
    after: z.optional(z.string().check(noNul, z.maxLength(512))),
    limit: z.prefault(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  }),
  reply: z.object({ applications: z.array(ListedApplication), next: z.nullable(z.string()) }),
});

const maySecret = z.nullable(z.string());

/** The key of a template, `other`, or `proxy` for an application behind a proxy. */
const WhichApplication = z
  .string()
  .check(z.minLength(1, "Choose an application."), z.maxLength(60), z.regex(/^[a-z0-9-]+$/));

export const addApplication = endpoint({
  method: "POST",
  path: "/api/admin/applications",
  summary: "Add an application; the reply has its secret, which is shown only once",
  ...ofAdministrators,
  proof,
  body: z.object({
    which: WhichApplication,
    address: ApplicationAddress,
    /** If the name is missing, the application is named after its template or its host. */
    name: z.optional(ApplicationName),
  }),
  reply: z.object({ application: Application, secret: maySecret }),
});

export const showApplication = endpoint({
  method: "GET",
  path: "/api/admin/applications/:id",
  summary: "See one application, without its secrets",
  asks,
  atLeast: "read-only",
  params,
  reply: Application,
});

const addresses = (of: typeof RegisteredAddress) =>
  z.optional(z.array(of).check(z.maxLength(mostAddresses, `Enter at most ${mostAddresses} addresses.`)));

/** Missing fields stay unchanged. */
export const ApplicationChanges = z.object({
  /** The version that the caller saw. If it is outdated, the change is refused with `changed-meanwhile`. */
  version: z.optional(z.string().check(z.maxLength(64))),
  name: z.optional(ApplicationName),
  clientType: z.optional(z.enum(clientTypes)),
  launchAddress: z.optional(z.nullable(RegisteredAddress)),
  callbackAddresses: addresses(RegisteredAddress),
  afterLogoutAddresses: addresses(RegisteredAddress),
  origins: addresses(ApplicationOrigin),
  logoutAddress: z.optional(z.nullable(RegisteredAddress)),
  keepsAccess: z.optional(z.boolean()),
  openTo: z.optional(OpenTo),
  groups: z.optional(z.array(GroupId).check(z.maxLength(mostGroups, `Choose at most ${mostGroups} groups.`))),
  secondFactor: z.optional(SecondFactor),
});
export type ApplicationChanges = z.output<typeof ApplicationChanges>;

export const changeApplication = endpoint({
  method: "PUT",
  path: "/api/admin/applications/:id",
  summary: "Change an application",
  ...ofAdministrators,
  proofIf: "to change addresses, let more users log in, or require a second factor less often",
  params,
  body: ApplicationChanges,
  reply: Application,
});

export const deleteApplication = endpoint({
  method: "POST",
  path: "/api/admin/applications/:id/delete",
  summary: "Delete an application; users can no longer log in to it",
  ...ofAdministrators,
  proof,
  params,
  /** The confirmation is the application's name. */
  body: DeletionBody,
  reply: Nothing,
});

export const addSecret = endpoint({
  method: "POST",
  path: "/api/admin/applications/:id/secrets",
  summary: "Make a new secret for an application; the reply has the secret, which is shown only once",
  ...ofAdministrators,
  proof,
  params,
  body: z.object({
    /** Null for a secret that never expires. */
    days: z.nullable(
      z
        .int("Enter a number of days.")
        .check(z.minimum(1, "Enter at least 1 day."), z.maximum(1095, "Enter at most 1,095 days.")),
    ),
  }),
  reply: z.object({ application: Application, secret: z.string() }),
});

export const endSecret = endpoint({
  method: "DELETE",
  path: "/api/admin/applications/:id/secrets/:secret",
  summary: "End a secret of an application at once",
  ...ofAdministrators,
  proof,
  params: z.object({ id: z.uuid(), secret: z.uuid() }),
  reply: Application,
});

export const listRefusals = endpoint({
  method: "GET",
  path: "/api/admin/applications/:id/refusals",
  summary: "See the newest refused attempts of an application, and whether a login has worked",
  asks,
  atLeast: "read-only",
  params,
  reply: z.object({ firstLoginAt: z.nullable(Instant), refusals: z.array(ApplicationRefusal) }),
});

export const allowAddress = endpoint({
  method: "POST",
  path: "/api/admin/applications/:id/refusals/:refusal/allow",
  summary: "Register the address of a refused attempt",
  ...ofAdministrators,
  proof,
  params: z.object({ id: z.uuid(), refusal: z.uuid() }),
  reply: Application,
});
