import { setTimeout as pause } from "node:timers/promises";
import type { Client, ClientConfig } from "pg";
import { ConfigError } from "../../config/config-error.ts";
import { shownPlace } from "../../config/database-place.ts";
import { breaksConnection, ConnectionLost } from "./errors.ts";
import { ClientOfServers, Servers, tryServers } from "./writable-server.ts";

export type TextRow = Readonly<Record<string, string | null>>;

export class SingleConnection implements AsyncDisposable {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async open(address: string): Promise<SingleConnection> {
    const servers = new Servers(address);
    const config: ClientConfig = {
      application_name: nameOfCommands,
      connectionTimeoutMillis: 5_000 * servers.count,
      lock_timeout: 5_000,
      types: { getTypeParser: () => (text: string) => text },
    };
    const connect = () => new ClientOfServers(servers, config).connect();
    return new SingleConnection(await answered(tryServers(servers, connect)));
  }

  async rows(text: string, values: readonly unknown[] = []): Promise<TextRow[]> {
    return (await answered(this.#client.query<TextRow>(text, [...values]))).rows;
  }

  async arrays(text: string): Promise<(string | null)[][]> {
    return (await answered(this.#client.query<(string | null)[]>({ text, rowMode: "array" }))).rows;
  }

  async run(text: string): Promise<void> {
    await answered(this.#client.query(text));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end();
  }
}

function answered<Result>(answer: Promise<Result>): Promise<Result> {
  return answer.catch((error: unknown) => {
    throw breaksConnection(error) ? new ConnectionLost(true, error) : error;
  });
}

const nameOfCommands = "sallyport command";

const tries = 20;
const pauseMs = 100;

/** Refuses a database to which a server or a command is connected. */
export async function refuseIfInUse(connection: SingleConnection, address: string): Promise<void> {
  for (let triesLeft = tries; triesLeft > 0; triesLeft--) {
    if (!(await hasOthers(connection))) return;
    // After a process has closed its connections, the server might still show them for a moment.
    await pause(pauseMs);
  }
  throw new ConfigError(
    `DATABASE_URL: A server or a command is running on ${shownPlace(address)}. Stop it first.`,
  );
}

/**
 * Within a transaction, Postgres keeps showing the statistics that it read first. `pg_stat_clear_snapshot`
 * makes Postgres read them again (postgresql.org/docs/15/monitoring-stats.html).
 */
async function hasOthers(connection: SingleConnection): Promise<boolean> {
  const [row] = await connection.rows(
    `select count(*) as count from pg_stat_activity, pg_stat_clear_snapshot()
     where datname = current_database() and application_name like 'sallyport%' and pid <> pg_backend_pid()`,
  );
  return row?.["count"] !== "0";
}
