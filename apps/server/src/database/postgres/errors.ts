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

/** Whether the connection can't be used any more. Errors of the server leave it usable, unless they are fatal. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === "FATAL" || error.severity === "PANIC";
}

/**
 * SQLSTATEs after which the server has rolled back and the same transaction may succeed (postgresql.org/docs/15,
 * appendix A): serialization failure, deadlock, and a plan that became old because another process migrated.
 */
const worthRepeating: ReadonlySet<string | undefined> = new Set(["40001", "40P01", "0A000"]);

/** Whether the transaction certainly changed nothing, and may succeed if it is run again. */
export function isWorthRepeating(error: unknown): boolean {
  if (error instanceof ConnectionLost) return !error.hadBegun;
  return error instanceof DatabaseError && worthRepeating.has(error.code);
}
