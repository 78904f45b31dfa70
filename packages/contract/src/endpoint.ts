import type { AdministratorRole } from "./text.ts";
import type { z } from "./zod.ts";

/**
 * One endpoint, as both sides see it: the server registers it with `serve`, a web app reaches it with `call`.
 * Every endpoint must say who may ask; there is no default.
 */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Fastify's notation, `:name` for a parameter. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly asks: Asker;
  /** Of `administrator` endpoints, and of all of them: the lowest role that may ask. */
  readonly atLeast?: AdministratorRole;
  readonly proof?: Proof;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniObject;
  readonly reply: z.ZodMiniType;
}

/**
 * Who may ask.
 * - `anyone`: no session needed.
 * - `signing-in`: an account whose password was right, wherever its journey stands; the journey judges the event.
 * - `signed-in`: an account of the realm in the path that has arrived at `signed-in`.
 * - `user`, `administrator`: the same, of that realm. Everyone else is told what is missing.
 * - `waiting-app`: the authenticator app that began a registration.
 */
export type Asker = "anyone" | "signing-in" | "signed-in" | "user" | "administrator" | "waiting-app";

/**
 * What must have been proved within the last ten minutes; who has not is refused with
 * `insufficient-user-authentication`, proves it (`security.ts`) and asks again (RFC 9470).
 * - `strongest-factor`: a second factor where one is held, else the password.
 * - `second-factor`: a second factor; who holds none is refused with `second-factor-needed`.
 * A first factor that was added in a session which the password alone had opened counts from the next login on.
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

/** What a handler receives: the same parts after validation and defaults. */
export type Received<E extends Endpoint> = {
  [Name in "params" | "query" | "body" as Part<E, Name> extends never ? never : Name]: z.output<
    Part<E, Name>
  >;
};

export type Reply<E extends Endpoint> = z.output<E["reply"]>;
