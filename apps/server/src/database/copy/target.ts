import { DatabaseError } from "pg";
import { ConfigError } from "../../config/config-error.ts";
import { shownPlace } from "../../config/database-place.ts";
import { refuseIfInUse, SingleConnection } from "../postgres/single-connection.ts";
import type { Column, Row, Table } from "./table.ts";

interface TargetTable extends Table {
  needs: readonly string[];
  numbers: string | null;
}

const rowsAtOnce = 500;

export class Target implements AsyncDisposable {
  readonly #address: string;
  readonly #connection: SingleConnection;
  readonly tables: readonly Table[];
  readonly #numbers: ReadonlyMap<string, string | null>;

  private constructor(address: string, connection: SingleConnection, tables: readonly TargetTable[]) {
    this.#address = address;
    this.#connection = connection;
    this.tables = inOrder(tables).map(({ name, columns, key }) => ({ name, columns, key }));
    this.#numbers = new Map(tables.map(({ name, numbers }) => [name, numbers]));
  }

  static async open(address: string): Promise<Target> {
    const connection = await SingleConnection.open(address);
    try {
      await connection.run("begin");
      const tables = await tablesIn(connection);
      const names = tables.map(({ name }) => quoted(name)).join(", ");
      await connection.run(`lock table ${names} in access exclusive mode`);
      await refuseIfInUse(connection, address);
      return new Target(address, connection, tables);
    } catch (error) {
      await connection[Symbol.asyncDispose]();
      throw error;
    }
  }

  async *rows(table: Table): AsyncGenerator<Row> {
    const columns = table.columns.map(({ name }) => quoted(name)).join(", ");
    const order = table.key.map((name) => quoted(name)).join(", ");
    await this.#connection.run(
      `declare copied no scroll cursor for select ${columns} from ${quoted(table.name)} order by ${order}`,
    );
    for (;;) {
      const rows = await this.#connection.arrays(`fetch ${rowsAtOnce} from copied`);
      if (rows.length === 0) break;
      yield* rows;
    }
    await this.#connection.run("close copied");
  }

  async write(table: Table, rows: Iterable<Row>, onRows: (count: number) => void): Promise<void> {
    await this.#connection.run(`delete from ${quoted(table.name)}`);
    let count = 0;
    let batch: Row[] = [];
    const send = async () => {
      await this.#insert(table, batch);
      count += batch.length;
      batch = [];
      onRows(count);
    };
    for (const row of rows) {
      batch.push(row);
      if (batch.length === rowsAtOnce) await send();
    }
    if (batch.length > 0) await send();
  }

  async #insert({ name, columns }: Table, rows: readonly Row[]): Promise<void> {
    const names = columns.map((column) => quoted(column.name)).join(", ");
    const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
    const values = columns.map((_, index) => rows.map((row) => row[index] ?? null));
    try {
      await this.#connection.rows(
        `insert into ${quoted(name)} (${names}) select * from unnest(${arrays})`,
        values,
      );
    } catch (error) {
      // An error code of class 23 means a broken constraint. Our triggers raise P0001
      // (postgresql.org/docs/15/errcodes-appendix.html).
      if (!(error instanceof DatabaseError && /^23|^P0001/.test(error.code ?? ""))) throw error;
      throw new ConfigError(
        `DATABASE: Postgres refuses a row of ${name} (${error.message}). Nothing was copied.`,
        { cause: error },
      );
    }
  }

  async continueNumbers({ name }: Table, last: number | null): Promise<void> {
    const column = this.#numbers.get(name);
    if (column === null || column === undefined) return;
    await this.#connection.rows(
      `select setval(pg_get_serial_sequence($1, $2), highest) from
       (select greatest(max(${quoted(column)}), $3::bigint) as highest from ${quoted(name)}) as numbers
       where highest is not null`,
      [name, column, last],
    );
  }

  async commit(): Promise<void> {
    await this.#connection.run("commit");
    // Postgres needs statistics about the new rows to choose good plans.
    await this.#connection.run("analyze");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }

  get shownPlace(): string {
    return shownPlace(this.#address);
  }
}

async function tablesIn(connection: SingleConnection): Promise<TargetTable[]> {
  const rows = await connection.rows(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by a.attname collate "C")
        from pg_attribute as a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select json_agg(a.attname order by array_position(k.conkey, a.attnum))
        from pg_constraint as k join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        where k.conrelid = c.oid and k.contype = 'p') as key,
      (select json_agg(other.relname) from pg_constraint as k join pg_class as other on other.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f') as needs,
      (select a.attname from pg_attribute as a where a.attrelid = c.oid and a.attidentity <> '') as numbers
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = current_schema() and c.relname not like 'kysely\\_%'
    order by c.relname collate "C"`);
  return rows.map(({ name, columns, key, needs, numbers }) => {
    const all = listIn<Column>(columns);
    return {
      name: name ?? "",
      columns: all,
      key: key ? listIn<string>(key) : all.map((column) => column.name),
      needs: listIn<string>(needs),
      numbers: numbers ?? null,
    };
  });
}

function listIn<Value>(json: string | null | undefined): Value[] {
  return json ? (JSON.parse(json) as Value[]) : [];
}

const first = "keys";

function inOrder(tables: readonly TargetTable[]): TargetTable[] {
  const placed = new Set<string>();
  const add = (name: string): TargetTable[] => {
    const table = tables.find((of) => of.name === name);
    if (!table || placed.has(name)) return [];
    placed.add(name);
    return [...table.needs.flatMap(add), table];
  };
  return [first, ...tables.map(({ name }) => name)].flatMap(add);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
