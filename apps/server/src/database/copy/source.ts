import { isUtf8 } from "node:buffer";
import { access } from "node:fs/promises";
import SqliteDatabase from "better-sqlite3";
import { Kysely } from "kysely";
import { ConfigError } from "../../config/config-error.ts";
import type { Schema } from "../schema.ts";
import { ImmediateSqliteDialect } from "../sqlite/immediate-sqlite.ts";
import { migrationsIn } from "../sqlite/open-sqlite.ts";
import { migrate, refuseNewer, refuseOlder } from "../versions.ts";
import { type Row, rowName, type Table } from "./table.ts";

type Value = bigint | Buffer | null;

const types: Readonly<Record<string, string>> = { INTEGER: "bigint", TEXT: "text", BLOB: "bytea" };

/** While the file is open, no other process can open the file. This class never writes to the file. */
export class Source implements Disposable {
  readonly #path: string;
  readonly #file: SqliteDatabase.Database;
  readonly tables: readonly Table[];

  private constructor(path: string, file: SqliteDatabase.Database) {
    this.#path = path;
    this.#file = file;
    this.tables = tablesIn(file);
  }

  /** Refuses a damaged file, an open file, and a file of another version. */
  static async open(path: string): Promise<Source> {
    await access(path).catch((cause: unknown) => {
      throw new ConfigError(`DATABASE: There is no file ${path}.`, { cause });
    });
    const file = new SqliteDatabase(path, { fileMustExist: true, timeout: 0 });
    try {
      lock(file);
      if (file.pragma("integrity_check", { simple: true }) !== "ok") throw damaged(path);
      const names = migrationsIn(file);
      if (names.length === 0) throw foreign(path);
      refuseNewer(path, names);
      refuseOlder(path, names);
      return new Source(path, file);
    } catch (error) {
      file.close();
      throw sentenceFor(path, error);
    }
  }

  static async ofNewDatabase(): Promise<Source> {
    const file = new SqliteDatabase(":memory:");
    await migrate(new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(file) }), ":memory:");
    return new Source(":memory:", file);
  }

  countOf(table: Table): number {
    return this.#file.prepare(`select count(*) from "${table.name}"`).pluck().get() as number;
  }

  lastNumberOf(table: Table): number | null {
    const last = this.#file.prepare("select seq from sqlite_sequence where name = ?").pluck().get(table.name);
    return typeof last === "number" ? last : null;
  }

  /** Refuses text that Postgres can't keep. */
  *rows(table: Table): Generator<Row> {
    // Decoding would hide invalid bytes, so text is read as bytes.
    const selected = table.columns.map(({ name, type }) =>
      type === "text" ? `cast("${name}" as blob)` : `"${name}"`,
    );
    const order = table.key.map((name) => `"${name}"`).join(", ");
    const rows = this.#file.prepare(`select ${selected.join(", ")} from "${table.name}" order by ${order}`);
    for (const values of rows.raw().safeIntegers().iterate() as IterableIterator<Value[]>) {
      const row = values.map((value, index) => written(value, table.columns[index]?.type));
      values.forEach((value, index) => {
        const column = table.columns[index];
        if (column?.type !== "text" || !Buffer.isBuffer(value)) return;
        const fault = faultOf(value);
        if (fault !== null) {
          throw new ConfigError(
            `DATABASE: The row of ${rowName(table, row)} in ${this.#path} has ${fault} in the column ${column.name}, ` +
              "which Postgres can't keep. Nothing was copied. Change or remove that value first.",
          );
        }
      });
      yield row;
    }
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

/** No other connection can share this lock (sqlite.org/pragma.html#pragma_locking_mode). */
function lock(file: SqliteDatabase.Database): void {
  file.pragma("locking_mode = exclusive");
  file.exec("begin exclusive");
}

function tablesIn(file: SqliteDatabase.Database): Table[] {
  const rows = file
    .prepare(
      `select m.name as "table", c.name, c.type, c.pk from sqlite_master as m, pragma_table_info(m.name) as c
       where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like 'kysely\\_%' escape '\\'
       order by m.name, c.name`,
    )
    .all() as { table: string; name: string; type: string; pk: number }[];
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => {
    const key = columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk);
    return {
      name,
      columns: columns.map((column) => ({ name: column.name, type: types[column.type] ?? column.type })),
      key: (key.length > 0 ? key : columns).map((column) => column.name),
    };
  });
}

function written(value: Value, type: string | undefined): string | null {
  if (value === null) return null;
  if (!Buffer.isBuffer(value)) return String(value);
  return type === "text" ? value.toString() : `\\x${value.toString("hex")}`;
}

function faultOf(text: Buffer): string | null {
  if (text.includes(0)) return "a NUL character";
  return isUtf8(text) ? null : "bytes that aren't UTF-8";
}

const damaged = (path: string) =>
  new ConfigError(`DATABASE: ${path} is damaged: restore the last good backup.`);
const foreign = (path: string) => new ConfigError(`DATABASE: ${path} isn't a database of Sallyport.`);

function sentenceFor(path: string, error: unknown): unknown {
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : "";
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return new ConfigError(`DATABASE: A server or a command is running on ${path}. Stop it first.`);
  if (code === "SQLITE_NOTADB") return foreign(path);
  return code.startsWith("SQLITE_CORRUPT") ? damaged(path) : error;
}
