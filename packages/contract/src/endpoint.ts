import type { AdministratorRole } from "./text.ts";
import type { z } from "./zod.ts";

/**
 * One endpoint of the API. The server registers it with `serve`, and a web app calls it with `call`.
 * Every endpoint must declare its callers in `asks`. There is no default.
 */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Fastify's notation, `:name` for a parameter. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly asks: Asker;
  /** The lowest role that may call. Every `administrator` endpoint sets it. */
  readonly atLeast?: AdministratorRole;
  readonly proof?: Proof;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniObject;
  readonly reply: z.ZodMiniType;
}

/**
 * Which callers an endpoint accepts.
 * - `anyone`: no session needed.
 * - `signing-in`: an account that has passed the password check. The sign-in's current state decides what is allowed.
 * - `signed-in`: an account of the realm in the path that has finished signing in.
 * - `user`, `administrator`: like `signed-in`, but only of that realm. The refusal tells other callers what is missing.
 * - `waiting-app`: the authenticator app that began a registration.
 */
export type Asker = "anyone" | "signing-in" | "signed-in" | "user" | "administrator" | "waiting-app";

/**
 * The reauthentication that an endpoint needs. If it is missing or older than ten minutes, the refusal is
 * `insufficient-user-authentication`. The client then proves a factor (`security.ts`) and repeats the request, as in
 * RFC 9470.
 * - `strongest-factor`: a second factor if the account has one, else the password.
 * - `second-factor`: a second factor. If the account has none, the refusal is `second-factor-needed`.
 * After a login with the password alone, a newly added first factor counts only from the next login on.
 */
export type Proof = "strongest-factor" | "second-factor";

export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type Part<E extends Endpoint, Name extends "params" | "query" | "body"> = E[Name] extends z.ZodMiniObject
  ? E[Name]
  : never;

/** What a caller passes: only the parts that the endpoint declares. */
export type Request<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.input<Part<E, Name>>;
};

/** What a handler receives: the same parts after validation, including defaults. */
export type Received<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.output<
    Part<E, Name>
  >;
};

export type Reply<E extends Endpoint> = z.output<E["reply"]>;
