import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type TransactionSettings,
} from "kysely";
import type { Pool } from "pg";
import { ConnectionLost } from "./errors.ts";
import { PostgresConnection } from "./postgres-connection.ts";
import { StatementNames } from "./statement-names.ts";

/** Uses named statements. One round trip begins a transaction and takes its locks. */
export class PooledPostgresDialect implements Dialect {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  createDriver(): Driver {
    return new PooledPostgresDriver(this.#pool);
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }

  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(database);
  }
}

/** Further callers are refused, because they would only use up memory while the server hangs. */
const mostWaiting = 1_000;

class PooledPostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #names = new StatementNames();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    if (this.#pool.waitingCount >= mostWaiting)
      throw new ConnectionLost(false, new Error("Too many callers wait for a connection."));
    try {
      return new PostgresConnection(await this.#pool.connect(), this.#names);
    } catch (error) {
      throw new ConnectionLost(false, error);
    }
  }

  async beginTransaction(
    connection: PostgresConnection,
    { isolationLevel = "read committed", accessMode = "read write" }: TransactionSettings,
  ): Promise<void> {
    connection.begin(`start transaction isolation level ${isolationLevel} ${accessMode}`);
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.rollBack();
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}
