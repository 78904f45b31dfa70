import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyPlace, newPlace } from "../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { SingleConnection } from "../database/postgres/single-connection.ts";
import { copyToPostgres } from "./copy.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-copy-"));
  file = join(folder, "sallyport.db");
  await changeFile(fill);
});
afterEach(() => rm(folder, { recursive: true }));

async function withDatabase<Result>(
  place: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(place);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
const changeFile = (work: (database: Database) => Promise<unknown>) => withDatabase(file, work);
const copyTo = (address: string) => copyToPostgres({ file, address }, () => {});
const rowsIn = async (database: Database) =>
  Promise.all(
    (["accounts", "totp_factors", "key_slots", "audit_events"] as const).map((table) =>
      database.selectFrom(table).selectAll().orderBy("id").execute(),
    ),
  );
const accountsIn = (place: string) =>
  withDatabase(place, (database) => database.selectFrom("accounts").select("id").execute());
const hash = async () =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

async function fill(database: Database): Promise<void> {
  await database.insertInto("keys").values({ kek_id: "k", key_version: 7, made_at: 1 }).execute();
  const slot = { key_version: 7, kek_id: "k", kind: "passphrase", sealed: "{}" };
  await database
    .insertInto("key_slots")
    .values([
      { id: "s", ...slot },
      { id: "S", ...slot },
    ])
    .execute();
  const account = {
    realm: "user",
    role: null,
    email_key: "",
    state: "active",
    mfa_required: 1,
    created_at: Number.MAX_SAFE_INTEGER,
  } as const;
  const names = ["Ångström, \"{NULL}\" \\x00 'é' 👩‍🚀\n\t", "NULL", "", " ", "ß"];
  for (const [index, name] of names.entries()) {
    const login = `${"Zäa€_"[index]}${index}`;
    await database
      .insertInto("accounts")
      .values({ ...account, id: login, username: login, email: login, email_key: login, name })
      .execute();
  }
  const [{ id: account_id } = { id: "" }] = await database.selectFrom("accounts").select("id").execute();
  await database
    .insertInto("totp_factors")
    .values({
      id: "f",
      account_id,
      name: "Phone",
      state: "confirmed",
      sealed_secret: Buffer.from([1, 0, 0, 0, 7, 0xff, 0x5c]),
      browser_hash: null,
      last_step: 58_000_000,
      created_at: 1,
      confirmed_at: 2,
      bound_from: null,
      last_used_at: null,
    })
    .execute();
  const mails = Array.from({ length: 1234 }, (_, sent_at) => ({ administrator_id: "a", sent_at }));
  await database
    .insertInto("invitation_mails")
    .values([...mails, ...mails.slice(3, 5)])
    .execute();
  const event = { kind: "k", outcome: "success", detail: "" } as const;
  await database
    .insertInto("audit_events")
    .values([
      { at: 1, ...event },
      { at: 2, ...event },
      { at: 3, ...event },
    ])
    .execute();
  await database.deleteFrom("audit_events").where("at", "=", 3).execute();
}

describe("a copy", () => {
  test("has every row of every table, and leaves the file as it is", async () => {
    const before = await hash();
    const place = await emptyPlace();
    const { data, lines } = await copyTo(place);
    expect(await hash()).toBe(before);
    const rows = data["rows"] as Record<string, number>;
    expect(rows).toMatchObject({ accounts: 5, key_slots: 2, invitation_mails: 1236, audit_events: 2 });
    expect(lines.join("\n")).toMatch(/accounts +5\n/);
    const catalog = sql<{ name: string }>`select name from sqlite_schema where type = 'table'
      and name not like 'sqlite%' and name not like 'kysely%' order by name`;
    const tables = await withDatabase(file, (database) => catalog.execute(database));
    expect(Object.keys(rows)).toEqual(tables.rows.map(({ name }) => name));
    expect(await withDatabase(place, rowsIn)).toEqual(await changeFile(rowsIn));
  });

  test("has the rows that a crash left in the write-ahead log", async () => {
    const crashed = join(folder, "crashed.db");
    await changeFile(async (database) => {
      await database.insertInto("invitation_mails").values({ administrator_id: "b", sent_at: 1 }).execute();
      await copyFile(file, crashed);
      await copyFile(`${file}-wal`, `${crashed}-wal`);
    });
    const { data } = await copyToPostgres({ file: crashed, address: await emptyPlace() }, () => {});
    expect(data["rows"]).toMatchObject({ invitation_mails: 1237 });
  });

  test("gives the next event a number above all that the file had given", async () => {
    const place = await newPlace();
    await copyTo(place);
    await withDatabase(place, async (database) => {
      const event = { at: 4, kind: "k", outcome: "success", detail: "" } as const;
      const next = await database.insertInto("audit_events").values(event).returning("id").execute();
      expect(next).toEqual([{ id: 4 }]);
    });
  });

  test("says what it does if it takes long", async () => {
    const said: string[] = [];
    const { performance } = globalThis;
    let hours = 0;
    const now = performance.now.bind(performance);
    performance.now = () => now() + ++hours * 3_600_000;
    try {
      await copyToPostgres({ file, address: await emptyPlace() }, (line) => said.push(line));
    } finally {
      performance.now = now;
    }
    expect(said).toContain("Copied 500 of 1236 rows of invitation_mails.");
    expect(said).toContain("Compared 1236 of 1236 rows of invitation_mails.");
  });
});

async function tablesIn(address: string): Promise<unknown[]> {
  await using connection = await SingleConnection.open(address);
  return await connection.rows("select tablename from pg_tables where schemaname = 'public'");
}

describe("a copy is refused, and nothing is copied,", () => {
  test("from a file that another process has open", async () => {
    const place = await emptyPlace();
    await changeFile(() => expect(copyTo(place)).rejects.toThrow(/A server or a command is running on .*db/));
    await copyTo(place);
  });

  test("from a file that is missing, damaged, something else, older or newer", async () => {
    const place = await emptyPlace();
    const copyOf = (path: string) => copyToPostgres({ file: path, address: place }, () => {});
    const other = join(folder, "other.db");
    await expect(copyOf(other)).rejects.toThrow(/^DATABASE: There is no file/);
    await writeFile(other, "these are notes, and not a database at all".repeat(99));
    await expect(copyOf(other)).rejects.toThrow(/isn't a database of Sallyport/);
    const bytes = await readFile(file);
    await writeFile(other, bytes.subarray(0, bytes.length / 2));
    await expect(copyOf(other)).rejects.toThrow(/is damaged/);
    await changeFile((database) =>
      sql`delete from kysely_migration where name like '0024%'`.execute(database).then(async () => {
        await database.destroy();
        await expect(copyTo(place)).rejects.toThrow(/are older than this program/);
      }),
    );
  });

  test("from a file of a newer version", async () => {
    await changeFile((database) =>
      sql`insert into kysely_migration values ('9999-later', '')`.execute(database),
    );
    await expect(copyTo(await emptyPlace())).rejects.toThrow(/newer version of Sallyport.*9999-later/);
  });

  test.for<[what: string, value: string, words: RegExp]>([
    ["a NUL character", "61006", /has a NUL character in the column name/],
    ["broken UTF-8", "61ff", /has bytes that aren't UTF-8 in the column name/],
  ])("if a text has %s, before the tables are made", async ([, hex, words]) => {
    const place = await emptyPlace();
    const bytes = sql.raw(`cast(x'${hex.padEnd(hex.length + (hex.length % 2), "1")}' as text)`);
    await changeFile((database) =>
      sql`update accounts set name = ${bytes} where id = 'a2'`.execute(database),
    );
    await expect(copyTo(place)).rejects.toThrow(words);
    await expect(copyTo(place)).rejects.toThrow(/The row of accounts with id a2 in /);
    expect(await tablesIn(place)).toEqual([]);
  });

  test("to a database that has a row already", async () => {
    const place = await newPlace();
    await withDatabase(place, (database) =>
      database.insertInto("keys").values({ kek_id: "other", key_version: 1, made_at: 1 }).execute(),
    );
    await expect(copyTo(place)).rejects.toThrow(/has data already, in the table keys\. Nothing was copied/);
    expect(await accountsIn(place)).toEqual([]);
  });

  test("to a database to which another process is connected", async () => {
    const place = await newPlace();
    await withDatabase(place, async (database) => {
      await sql`select 1`.execute(database);
      await expect(copyTo(place)).rejects.toThrow(/^DATABASE_URL: A server or a command is running on /);
    });
    expect(await accountsIn(place)).toEqual([]);
  });

  test.for<[what: string, body: string, first: string]>([
    ["changes a value", "new.name := new.name || '.'; return new;", "accounts with id Z0"],
    ["drops a row", "if new.id = 'ä1' then return null; end if; return new;", "accounts with id ä1"],
    [
      "empties a value",
      "if new.id = 'ä1' then new.username := null; end if; return new;",
      "accounts with id ä1",
    ],
  ])("if the server %s on the way", async ([, body, first]) => {
    const place = await newPlace();
    await withDatabase(place, async (database) => {
      await sql
        .raw(`create function plant() returns trigger language plpgsql as $$ begin ${body} end $$`)
        .execute(database);
      await sql`create trigger plant before insert on accounts for each row execute function plant()`.execute(
        database,
      );
    });
    await expect(copyTo(place)).rejects.toThrow(
      `The first row that differs is that of ${first}. Nothing was copied.`,
    );
    expect(await accountsIn(place)).toEqual([]);
  });

  test("if the server adds a row on the way", async () => {
    const place = await newPlace();
    await withDatabase(place, async (database) => {
      await sql
        .raw(`create function plant() returns trigger language plpgsql as $$ begin
        insert into registration_mails values ('e', 'n', 1); return new; end $$`)
        .execute(database);
      await sql`create trigger plant before insert on totp_factors for each row execute function plant()`.execute(
        database,
      );
    });
    await expect(copyTo(place)).rejects.toThrow(
      /registration_mails with email_key e, network n, sent_at 1\. Nothing was copied/,
    );
    expect(await accountsIn(place)).toEqual([]);
  });

  test("if a row isn't allowed on Postgres", async () => {
    const place = await newPlace();
    await changeFile(async (database) => {
      await sql`pragma foreign_keys = off`.execute(database);
      await database.deleteFrom("accounts").where("id", "=", "Z0").execute();
    });
    await expect(copyTo(place)).rejects.toThrow(
      /^DATABASE: Postgres refuses a row of totp_factors \(.*foreign key/,
    );
    expect(await accountsIn(place)).toEqual([]);
  });

  test.for([
    "create table notes (id text primary key) strict",
    "alter table accounts add column nickname text",
  ])("if the tables differ: %s", async (change) => {
    const place = await newPlace();
    await changeFile((database) => sql.raw(change).execute(database));
    await expect(copyTo(place)).rejects.toThrow(/tables .* differ: (notes\.id|accounts\.nickname) \(text\)/);
  });
});

function command(
  settings: Record<string, string>,
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { PATH: process.env["PATH"], ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, "command/main.ts"), "--json"],
      { env },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe("the command", () => {
  test("copies DATABASE to DATABASE_URL", async () => {
    const { code, stdout } = await command({ DATABASE: file, DATABASE_URL: await emptyPlace() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file, rows: { accounts: 5 } });
  });

  test.for<[settings: Record<string, string>, sentences: string[]]>([
    [
      {},
      [
        "DATABASE: Name the SQLite file to copy.",
        "DATABASE_URL: Give the address of the Postgres database to copy to.",
      ],
    ],
    [{ DATABASE: "sallyport.db" }, ["DATABASE_URL: Give the address of the Postgres database to copy to."]],
    [
      { DATABASE: ":memory:", DATABASE_URL: "postgres://127.0.0.1:9/x" },
      ["DATABASE: Name the SQLite file to copy."],
    ],
  ])("asks for a missing setting: %j", async ([settings, sentences]) => {
    const { code, stderr } = await command(settings);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `${sentences.join("\n")}\n` });
  });
});
