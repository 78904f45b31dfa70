import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { QueryResult as PgResult, PoolClient } from "pg";
import { breaksConnection, ConnectionLost, isReadOnly } from "./errors.ts";
import type { StatementNames } from "./statement-names.ts";

export class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #names: StatementNames;
  /** The unsent `BEGIN`, which is sent together with the first statement to save a round trip. */
  #unsentBegin: string | null = null;
  #hasSent = false;
  #isBroken = false;

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  begin(statement: string): void {
    this.#unsentBegin = statement;
  }

  async commit(): Promise<void> {
    if (this.#isUnbegun()) return;
    const { command } = await this.#send("commit");
    // If an earlier statement of the transaction failed, the server answers COMMIT with ROLLBACK.
    if (command !== "COMMIT")
      throw new Error("The transaction was rolled back, because a statement in it failed.");
  }

  /** Never throws. If the ROLLBACK fails, the connection is closed and the server rolls back. */
  async rollBack(): Promise<void> {
    if (this.#isUnbegun() || this.#isBroken) return;
    await this.#send("rollback").catch(() => {
      this.#isBroken = true;
    });
  }

  release(): void {
    this.#client.release(this.#isBroken);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#run(query);
    const isChange = command === "INSERT" || command === "UPDATE" || command === "DELETE";
    return isChange
      ? { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
      : { rows: rows as Row[] };
  }

  streamQuery(): never {
    throw new Error("Read rows in pages instead of streaming them.");
  }

  async #run(query: CompiledQuery): Promise<PgResult> {
    const begin = this.#unsentBegin;
    this.#unsentBegin = null;
    if (begin === null) return this.#send(query);
    // Only statements without parameters can be sent together (postgresql.org/docs/15/protocol-flow.html).
    if (query.parameters.length === 0) return this.#send(`${begin}; ${query.sql}`);
    await this.#send(begin);
    return this.#send(query);
  }

  async #send(query: CompiledQuery | string): Promise<PgResult> {
    try {
      const sent =
        typeof query === "string"
          ? this.#client.query(query)
          : this.#client.query({
              text: query.sql,
              values: [...query.parameters],
              name: this.#names.nameOf(query),
            });
      const results: PgResult | PgResult[] = await sent;
      this.#hasSent = true;
      const last = Array.isArray(results) ? results.at(-1) : results;
      if (!last) throw new Error("The server gave no result.");
      return last;
    } catch (error) {
      // Another server might accept writes now, so this connection isn't used again.
      if (isReadOnly(error)) this.#isBroken = true;
      if (!breaksConnection(error)) throw error;
      this.#isBroken = true;
      throw new ConnectionLost(this.#hasSent, error);
    }
  }

  #isUnbegun(): boolean {
    const isUnbegun = this.#unsentBegin !== null;
    this.#unsentBegin = null;
    return isUnbegun;
  }
}
