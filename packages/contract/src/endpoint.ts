import type { AdministratorRole } from "./text.ts";
import type { z } from "./zod.ts";

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly asks: Asker;
  /** The lowest role that may call this endpoint. Required if `asks` is `administrator`. */
  readonly atLeast?: AdministratorRole;
  readonly proof?: Proof;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniObject;
  readonly reply: z.ZodMiniType;
}

/**
 * - `anyone`: no session needed.
 * - `signing-in`: an account that has passed the password check.
 * - `signed-in`: an account of the realm in the path that has finished signing in.
 * - `user`: a user who has finished signing in.
 * - `administrator`: an administrator who has finished signing in.
 * - `waiting-app`: the authenticator app that began a registration.
 */
export type Asker = "anyone" | "signing-in" | "signed-in" | "user" | "administrator" | "waiting-app";

/**
 * The reauthentication that an endpoint needs. If it is missing, the endpoint refuses with
 * `insufficient-user-authentication`. The client then proves a factor and repeats the request (RFC 9470).
 * - `strongest-factor`: a second factor if the account has one, otherwise the password.
 * - `second-factor`: a second factor. An account without one is refused with `second-factor-needed`.
 *
 * The first app or passkey counts only from the next login on if it was added after this login.
 */
export type Proof = "strongest-factor" | "second-factor";

export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type Part<E extends Endpoint, Name extends "params" | "query" | "body"> = E[Name] extends z.ZodMiniObject
  ? E[Name]
  : never;

export type Request<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.input<Part<E, Name>>;
};

/** A handler receives these parts after validation, with defaults filled in. */
export type Received<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.output<
    Part<E, Name>
  >;
};

export type Reply<E extends Endpoint> = z.output<E["reply"]>;
