import { Client, type ClientConfig } from "pg";
import { serversOf } from "../../config/database-place.ts";

/** Several servers of one database. Only one accepts writes, and the others are standbys. */
export class Servers {
  readonly #addresses: readonly [string, ...string[]];
  #chosen = 0;

  constructor(place: string) {
    this.#addresses = serversOf(place);
  }

  get count(): number {
    return this.#addresses.length;
  }

  get chosen(): string {
    return this.#addresses[this.#chosen] ?? this.#addresses[0];
  }

  /** Chooses the next server, unless another connection has already done so. */
  leave(address: string): void {
    if (address === this.chosen) this.#chosen = (this.#chosen + 1) % this.count;
  }
}

class ReadOnly extends Error {
  override readonly name = "ReadOnly";

  constructor() {
    super("this Postgres server only allows reading");
  }
}

/** A connection to the chosen server. If that server can't be reached or is read-only, chooses the next one. */
export class ClientOfServers extends Client {
  readonly #servers: Servers;
  readonly #address: string;

  constructor(servers: Servers, config: ClientConfig) {
    const { chosen, count } = servers;
    const { connectionTimeoutMillis = 0 } = config;
    super({
      ...config,
      connectionString: chosen,
      connectionTimeoutMillis: connectionTimeoutMillis / count,
    });
    this.#servers = servers;
    this.#address = chosen;
    // Without this listener, a connection that breaks during the check would end the process.
    this.on("error", () => {});
  }

  override connect(): Promise<Client>;
  override connect(callback: ((error: Error) => void) | ((error: null, client: Client) => void)): void;
  override connect(callback?: (error: never, client: Client) => void): Promise<Client> | undefined {
    const connected = this.#connect();
    if (!callback) return connected;
    void connected.then(
      () => callback(null as never, this),
      (error: unknown) => callback(error as never, this),
    );
    return undefined;
  }

  async #connect(): Promise<Client> {
    try {
      await super.connect();
      if (this.#servers.count > 1) await this.#refuseReadOnly();
      return this;
    } catch (error) {
      this.#servers.leave(this.#address);
      throw error;
    }
  }

  async #refuseReadOnly(): Promise<void> {
    const { rows } = await this.query<{ transaction_read_only: string }>("show transaction_read_only");
    if (rows[0]?.transaction_read_only === "off") return;
    void this.end().catch(() => {});
    throw new ReadOnly();
  }
}

/** Tries each server at most once. */
export async function tryServers<Result>(servers: Servers, attempt: () => Promise<Result>): Promise<Result> {
  for (let left = servers.count; ; left -= 1) {
    const { chosen } = servers;
    try {
      return await attempt();
    } catch (error) {
      if (left === 1 || chosen === servers.chosen) throw error;
    }
  }
}
