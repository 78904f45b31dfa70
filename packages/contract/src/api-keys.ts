import { endpoint } from "./endpoint.ts";
import { AdministratorRole, ApiKeyName, Instant, Nothing } from "./text.ts";
import { z } from "./zod.ts";

export const mostKeyDays = 365;
const daysMistake = `Enter a whole number from 1 to ${mostKeyDays}.`;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The key acts with this role or its owner's current role, whichever is lower. */
  role: AdministratorRole,
  owner: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  isMine: z.boolean(),
  /** The first characters after `sallyport_`, by which people recognize the key. */
  beginsWith: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  isExpired: z.boolean(),
  lastUsedAt: z.nullable(Instant),
  lastUsedFrom: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof ApiKey>;

const asks = "administrator";
const atLeast = "read-only";

export const listApiKeys = endpoint({
  method: "GET",
  path: "/api/admin/api-keys",
  summary: "List one's own API keys, or all of them for an owner",
  asks,
  atLeast,
  reply: z.object({ keys: z.array(ApiKey) }),
});

export const createApiKey = endpoint({
  method: "POST",
  path: "/api/admin/api-keys",
  summary: "Create an API key",
  asks,
  atLeast,
  proof: "second-factor",
  body: z.object({
    name: ApiKeyName,
    /** This role must not be above the caller's own role. */
    role: AdministratorRole,
    days: z.int(daysMistake).check(z.minimum(1, daysMistake), z.maximum(mostKeyDays, daysMistake)),
  }),
  reply: z.object({
    /** The whole key. No other answer shows it, because the server stores only a hash. */
    key: z.string(),
    apiKey: ApiKey,
  }),
});

/** Owners can also revoke the keys of other administrators. */
export const revokeApiKey = endpoint({
  method: "DELETE",
  path: "/api/admin/api-keys/:id",
  summary: "Revoke an API key",
  asks,
  atLeast,
  params: z.object({ id: z.uuid() }),
  reply: Nothing,
});
