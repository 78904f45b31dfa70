import { DatabaseError } from "pg";

/** If `hadBegun` is false, the server hasn't run any statement of the caller. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  readonly code = "CONNECTION_LOST";
  readonly hadBegun: boolean;

  constructor(hadBegun: boolean, cause: unknown) {
    super("The connection to the Postgres server was lost.", { cause });
    this.hadBegun = hadBegun;
  }
}

/** After a non-fatal error of the server, the connection stays usable. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === "FATAL" || error.severity === "PANIC";
}

export function isReadOnly(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "25006";
}

/**
 * After a serialization failure, a deadlock or an outdated plan, a second try can succeed
 * (postgresql.org/docs/15, appendix A).
 */
const worthRepeating: ReadonlySet<string | undefined> = new Set(["40001", "40P01", "0A000"]);

export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof ConnectionLost) return !error.hadBegun;
  return error instanceof DatabaseError && worthRepeating.has(error.code);
}
