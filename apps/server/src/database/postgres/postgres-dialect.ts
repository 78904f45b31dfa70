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
import { type Servers, tryServers } from "./writable-server.ts";

/** Uses named statements. One round trip begins a transaction and takes its locks. */
export class PooledPostgresDialect implements Dialect {
  readonly #pool: Pool;
  readonly #servers: Servers;

  constructor(pool: Pool, servers: Servers) {
    this.#pool = pool;
    this.#servers = servers;
  }

  createDriver(): Driver {
    return new PooledPostgresDriver(this.#pool, this.#servers);
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

/**
 * If more callers wait, new callers are refused. Otherwise, they would use up memory while the Postgres server hangs.
 */
const mostWaiting = 1_000;

class PooledPostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #servers: Servers;
  readonly #names = new StatementNames();

  constructor(pool: Pool, servers: Servers) {
    this.#pool = pool;
    this.#servers = servers;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    if (this.#pool.waitingCount >= mostWaiting)
      throw new ConnectionLost(false, new Error("Too many callers wait for a connection."));
    try {
      const client = await tryServers(this.#servers, () => this.#pool.connect());
      return new PostgresConnection(client, this.#names);
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
