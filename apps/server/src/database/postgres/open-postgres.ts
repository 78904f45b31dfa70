import { Kysely, sql } from "kysely";
import { Pool, type PoolConfig, types } from "pg";
import { ConfigError } from "../../config/config-error.ts";
import { shownPlace } from "../../config/database-place.ts";
import type { Schema } from "../schema.ts";
import { migrate, refuseNewer, refuseOlder } from "../versions.ts";
import { asidePrefix } from "./moved-aside.ts";
import { PooledPostgresDialect } from "./postgres-dialect.ts";
import { ClientOfServers, Servers } from "./writable-server.ts";

type Database = Kysely<Schema>;

/** In milliseconds. */
const limits = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 15_000,
} as const;

/** The client's own limit in milliseconds, in case the server hangs. */
const answerWithin = limits.statement_timeout + 2_000;
/** The longest wait for a connection, in milliseconds. */
const connectWithin = 15_000;
const usualConnections = 10;

export async function openPostgres(address: string): Promise<Database> {
  // Migrations can take longer than the statements of a request, so they have no time limit.
  await withDatabase(address, { statement_timeout: 0, lock_timeout: 0 }, async (database) => {
    const names = await migrationsIn(database);
    refuseNewer(address, names);
    if (names.length === 0) await refuseHalfRestored(database, address);
    await migrate(database, address);
  });
  return connect(address, { ...limits, query_timeout: answerWithin });
}

export async function openPostgresAsItIs(address: string): Promise<Database> {
  await requirePostgresTables(address);
  await withDatabase(address, limits, async (database) => {
    const names = await migrationsIn(database);
    refuseNewer(address, names);
    refuseOlder(address, names);
  });
  return connect(address, { ...limits, query_timeout: answerWithin });
}

export async function isNewPostgres(address: string): Promise<boolean> {
  return withDatabase(address, limits, async (database) => (await migrationsIn(database)).length === 0);
}

export async function requirePostgresTables(address: string): Promise<void> {
  if (!(await isNewPostgres(address))) return;
  throw new ConfigError(`DATABASE_URL: The database ${shownPlace(address)} has no tables of Sallyport.`);
}

export async function requireKnownTables(address: string): Promise<void> {
  await requirePostgresTables(address);
  refuseNewer(address, await withDatabase(address, limits, migrationsIn));
}

export async function requireReachable(address: string): Promise<void> {
  await withDatabase(address, limits, () => Promise.resolve());
}

/** Refuses an empty database if an interrupted restore has left its tables in another schema. */
async function refuseHalfRestored(database: Database, address: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select nspname as name from pg_namespace where nspname ^@ ${asidePrefix} order by nspname desc`.execute(
    database,
  );
  const [last] = rows;
  if (!last) return;
  throw new ConfigError(
    `DATABASE_URL: A restore of ${shownPlace(address)} was interrupted. Restore again, or put the previous tables back: ` +
      `drop schema public cascade; alter schema ${last.name} rename to public; To begin with an empty database instead, drop that schema.`,
  );
}

async function migrationsIn(database: Database): Promise<string[]> {
  const { rows: tables } = await sql<{ has: boolean }>`
    select to_regclass('kysely_migration') is not null as has`.execute(database);
  if (!tables[0]?.has) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database,
  );
  return rows.map(({ name }) => name);
}

async function withDatabase<Result>(
  address: string,
  settings: PoolConfig,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await connect(address, { ...settings, max: 2 });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

async function connect(address: string, settings: PoolConfig): Promise<Database> {
  const servers = new Servers(address);
  const config: PoolConfig = {
    application_name: "sallyport",
    max: usualConnections,
    connectionTimeoutMillis: connectWithin,
    keepAlive: true,
    types: { getTypeParser: parserOf },
    ...settings,
  };
  const pool = new Pool({
    ...config,
    Client: class extends ClientOfServers {
      constructor() {
        super(servers, config);
      }
    },
  });
  // Without listeners, a broken connection would end the process. The pool replaces a broken idle connection,
  // and a statement on a broken connection fails.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const database = new Kysely<Schema>({ dialect: new PooledPostgresDialect(pool, servers) });
  try {
    await requireSuitable(database, address);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

const oldestVersion = 140_000;

/** Refuses a server that is too old or would lose acknowledged commits in a crash. */
async function requireSuitable(database: Database, address: string): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string; commit: string }>`
    select current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding,
      current_setting('synchronous_commit') as commit`
    .execute(database)
    .catch((cause: unknown) => {
      const { message } = rootOf(cause);
      throw new ConfigError(`DATABASE_URL: ${shownPlace(address)} can't be opened (${message}).`, { cause });
    });
  const [server] = rows;
  const refuse = (why: string) => {
    throw new ConfigError(`DATABASE_URL: The server of ${shownPlace(address)} ${why}`);
  };
  if (!server || server.version < oldestVersion) refuse("is too old: Postgres 14 or newer is needed.");
  if (server?.encoding !== "UTF8") refuse(`has the encoding ${server?.encoding}: UTF8 is needed.`);
  if (server?.commit === "off")
    refuse("has synchronous_commit off, so a crash would lose acknowledged logins: turn it on.");
}

function rootOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

/**
 * The types int8 and numeric (postgresql.org/docs/15/catalog-pg-type.html) are read as numbers. All times,
 * counts and sums stay far below 2⁵³.
 */
const numbers: ReadonlySet<number> = new Set([types.builtins.INT8, types.builtins.NUMERIC]);

function parserOf(type: number, format?: "text" | "binary"): (text: string) => unknown {
  if (numbers.has(type)) return Number;
  return types.getTypeParser(type, format);
}
