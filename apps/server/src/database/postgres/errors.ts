import { DatabaseError } from "pg";

/** The connection to the server is gone. If `hadBegun` is false, the server has run nothing for this caller. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  readonly code = "CONNECTION_LOST";
  readonly hadBegun: boolean;

  constructor(hadBegun: boolean, cause: unknown) {
    super("The connection to the Postgres server was lost.", { cause });
    this.hadBegun = hadBegun;
  }
}

/** Whether the error ends the connection. After a non-fatal error of the server, the connection stays usable. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === "FATAL" || error.severity === "PANIC";
}

/**
 * After these SQLSTATEs the server has rolled back, and a second try may succeed (postgresql.org/docs/15, appendix A).
 * They are a serialization failure, a deadlock, and a plan that is outdated after a migration by another process.
 */
const worthRepeating: ReadonlySet<string | undefined> = new Set(["40001", "40P01", "0A000"]);

/** Whether the transaction certainly changed nothing, and may succeed if it is run again. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof ConnectionLost) return !error.hadBegun;
  return error instanceof DatabaseError && worthRepeating.has(error.code);
}
