import type { AdministratorRole } from "./text.ts";
import type { z } from "./zod.ts";

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly asks: Asker;
  /** Required if `asks` is `administrator`. */
  readonly atLeast?: AdministratorRole;
  readonly proof?: Proof;
  /** If absent, the endpoint refuses API keys (record 0052). */
  readonly allowsKeys?: true;
  /**
   * This text names the cases that need a fresh second factor. Administrators read it in the list of
   * permissions.
   */
  readonly proofIf?: string;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  /** The largest body in bytes, for endpoints whose bodies are larger than usual. */
  readonly mostBytes?: number;
  readonly body?: z.ZodMiniObject;
  readonly reply: z.ZodMiniType;
}

/**
 * The caller whom the endpoint allows:
 * - `anyone`: the caller needs no session.
 * - `signing-in`: the caller has passed the password check.
 * - `signed-in`: the caller has finished signing in, in the realm of the path.
 * - `user`: a user who has finished signing in.
 * - `administrator`: an administrator who has finished signing in.
 * - `waiting-app`: the authenticator app that began a registration.
 */
export type Asker = "anyone" | "signing-in" | "signed-in" | "user" | "administrator" | "waiting-app";

/**
 * The reauthentication that the endpoint needs. Without it, the answer is `insufficient-user-authentication`
 * (RFC 9470).
 * - `strongest-factor`: a second factor, or the password of an account without a second factor.
 * - `second-factor`: a second factor. If the account has none, the answer is `second-factor-needed`.
 * A user without a second factor can add one during a session. This session can't use the new factor to
 * reauthenticate, so the user must log in again.
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

export type Received<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.output<
    Part<E, Name>
  >;
};

export type Reply<E extends Endpoint> = z.output<E["reply"]>;
