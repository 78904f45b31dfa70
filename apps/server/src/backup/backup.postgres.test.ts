import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyPlace, newPlace } from "../../lab/postgres/new-place.ts";
import { clientEnvironment } from "../../lab/postgres/programs.ts";
import { day } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { SingleConnection } from "../database/postgres/single-connection.ts";
import { backUp } from "./backup.ts";
import { fileOperations } from "./file-operations.ts";
import { PostgresPrograms } from "./postgres-programs.ts";
import { restore } from "./restore.ts";

const now = Date.UTC(2027, 0, 4, 9, 30, 15);
const presentStep = Math.floor(now / 30_000);
const programs = new PostgresPrograms(clientEnvironment());
let folder: string;
let backup: string;
let live: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-dump-"));
  await chmod(folder, 0o755);
  backup = join(folder, "backup.dump");
  live = await newPlace();
  await withDatabase(live, fill);
});
afterEach(() => rm(folder, { recursive: true }));

const dump = (place = live, with_ = programs) => backUp(place, backup, fileOperations, with_);
const restoreInto = (database: string, isReplacing = false, from = backup) =>
  restore(from, { database, isReplacing, now }, fileOperations, programs);

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

async function run(place: string, statements: string): Promise<unknown[]> {
  await using connection = await SingleConnection.open(place);
  return await connection.rows(statements);
}

async function fill(database: Database): Promise<void> {
  const at = now - day;
  await database.insertInto("keys").values({ kek_id: "k", key_version: 1, made_at: at }).execute();
  const slot = { id: "slot1", key_version: 1, kek_id: "k", kind: "passphrase", sealed: "{}" };
  await database.insertInto("key_slots").values(slot).execute();
  for (const [id, last_step] of [
    ["ursula", presentStep - 9],
    ["ada", presentStep + 9],
  ] as const) {
    const account = { realm: "user", role: null, state: "active", mfa_required: 0, created_at: at } as const;
    const names = { id, username: id, email: id, email_key: id, name: id };
    await database
      .insertInto("accounts")
      .values({ ...account, ...names })
      .execute();
    const app = { id, account_id: id, name: "Phone", state: "confirmed", last_step, created_at: at } as const;
    await database
      .insertInto("totp_factors")
      .values({ ...app, sealed_secret: Buffer.from([1, 0, 0, 0, 1, 7]) })
      .execute();
  }
  const session = {
    account_id: "ada",
    realm: "user",
    aal: 1,
    amr: "pwd",
    awaits_acknowledgement: 0,
  } as const;
  const marks = {
    has_ticket: 0,
    is_binding_late: 0,
    is_wrong_ticket_recorded: 0,
    authenticated_at: at,
  } as const;
  await database
    .insertInto("sessions")
    .values({
      id: "s",
      token_hash: Buffer.alloc(32),
      ...session,
      ...marks,
      began_at: at,
      last_seen_at: at,
      address: "",
      user_agent: "",
    })
    .execute();
  const event = { at, kind: "k", outcome: "success", detail: "" } as const;
  await database.insertInto("audit_events").values([event, event]).execute();
}

const withPassword = (place: string) => place.replace("sallyport@", "sallyport:seven-secrets@");
const accountsIn = (place: string) => run(place, "select id from accounts order by id");
const both = [{ id: "ada" }, { id: "ursula" }];
const asidesIn = (place: string) =>
  run(place, "select nspname as name from pg_namespace where nspname like 'public%' order by 1");

describe("a backup", () => {
  test("says what is in it, can be read by its owner alone, and is restored to an empty database", async () => {
    const inIt = {
      accounts: 2,
      events: 2,
      lastEventAt: new Date(now - day).toISOString(),
      slots: [{ id: "slot1", kind: "passphrase" }],
    };
    expect((await dump()).data).toEqual({ file: backup, ...inIt });
    expect(((await stat(backup)).mode & 0o777).toString(8)).toBe("600");
    expect(await readdir(folder)).toEqual(["backup.dump"]);
    const place = await emptyPlace();
    const { data, lines } = await restoreInto(place);
    expect(data).toEqual({ file: backup, database: place, aside: null, applicationSecrets: [], ...inIt });
    expect(lines).toContain("  slot1  passphrase");
    expect(await accountsIn(place)).toEqual(both);
    expect(await asidesIn(place)).toEqual([{ name: "public" }]);
  });

  test("restored, ends sessions, accepts no code up to now, and is recorded", async () => {
    await dump();
    const place = await emptyPlace();
    await restoreInto(place);
    expect(await run(place, "select id from sessions")).toEqual([]);
    expect(await run(place, "select id, last_step from totp_factors order by id")).toEqual([
      { id: "ada", last_step: String(presentStep + 9) },
      { id: "ursula", last_step: String(presentStep) },
    ]);
    expect(await run(place, "select id, at, kind from audit_events order by id desc limit 1")).toEqual([
      { id: "3", at: String(now), kind: "database_restored" },
    ]);
  });

  test("of a restored database is restored over it, and what was there is kept aside", async () => {
    await dump();
    const place = await emptyPlace();
    await restoreInto(place);
    await rm(backup);
    await dump(place);
    await run(place, "delete from accounts where id = 'ada'");
    const { data } = await restoreInto(place, true);
    expect(data["aside"]).toBe(`the schema public_before_20270104093015 of ${place}`);
    expect(await accountsIn(place)).toEqual(both);
    expect(await run(place, "select id from public_before_20270104093015.accounts")).toEqual([
      { id: "ursula" },
    ]);
    await rm(backup);
    await dump(place);
    expect((await restoreInto(await emptyPlace())).data).toMatchObject({ accounts: 2, events: 4 });
  });

  test("has as many rows as it prints, although a server writes meanwhile", async () => {
    const event = "insert into audit_events (at, kind, outcome, detail) values (1, 'k', 'success', '')";
    const wrapper = join(folder, "pg_dump");
    const { PATH, LD_LIBRARY_PATH } = clientEnvironment();
    const psql = `psql --quiet --command "${event}"`;
    await writeFile(wrapper, `#!/bin/sh\nPATH="${PATH}"; PGOPTIONS= ${psql}\nexec pg_dump "$@"\n`, {
      mode: 0o755,
    });
    const slow = new PostgresPrograms({ PATH: `${folder}:${PATH}`, LD_LIBRARY_PATH });
    const { data } = await dump(live, slow);
    expect(data).toMatchObject({ events: 2 });
    expect(await run(live, "select count(*) as count from audit_events")).toEqual([{ count: "3" }]);
    const place = await emptyPlace();
    expect((await restoreInto(place)).data).toMatchObject({ events: 2 });
  });

  test("and a restore show the password to no other user of the machine", async () => {
    const { PATH, LD_LIBRARY_PATH } = clientEnvironment();
    for (const name of ["pg_dump", "pg_restore"]) {
      const script = `#!/bin/sh\nPATH="${PATH}"; echo "$PGPASSWORD" >> "${folder}/password"; echo "$@" >> "${folder}/words"\nexec ${name} "$@"\n`;
      await writeFile(join(folder, name), script, { mode: 0o755 });
    }
    const watched = new PostgresPrograms({ PATH: `${folder}:${PATH}`, LD_LIBRARY_PATH });
    await dump(withPassword(live), watched);
    const target = { database: withPassword(await emptyPlace()), isReplacing: false, now };
    const { lines } = await restore(backup, target, fileOperations, watched);
    expect(lines.join("\n")).not.toContain("seven-secrets");
    expect(await readFile(join(folder, "password"), "utf8")).toContain("seven-secrets");
    expect(await readFile(join(folder, "words"), "utf8")).not.toContain("seven-secrets");
  });

  test("is refused over a file, from an empty database, and of a newer version, and leaves nothing behind", async () => {
    await expect(dump(await emptyPlace())).rejects.toThrow(/has no tables of Sallyport/);
    const newer = await newPlace();
    await run(newer, "insert into kysely_migration values ('9999-later', '')");
    await expect(dump(newer)).rejects.toThrow(/newer version of Sallyport.*9999-later/);
    expect(await readdir(folder)).toEqual([]);
    await writeFile(backup, "notes");
    await expect(dump()).rejects.toThrow(/is there already/);
    expect(await readFile(backup, "utf8")).toBe("notes");
  });

  test("says what to install if pg_dump is missing, or older than the server", async () => {
    const missing = new PostgresPrograms({ PATH: folder }, () => []);
    await expect(dump(live, missing)).rejects.toThrow(/^pg_dump is missing\. Install .*postgresql-client/);
    const said =
      "pg_dump: error: aborting because of server version mismatch\npg_dump: detail: server version: 16.1; pg_dump version: 15.4";
    await writeFile(join(folder, "pg_dump"), `#!/bin/sh\necho '${said}' >&2\nexit 1\n`, { mode: 0o755 });
    await expect(dump(live, new PostgresPrograms({ PATH: folder }))).rejects.toThrow(
      "pg_dump failed: aborting because of server version mismatch; server version: 16.1; pg_dump version: 15.4. " +
        "Install the client programs of the server's version.",
    );
    expect(await readdir(folder)).toEqual(["pg_dump"]);
  });
});

async function unchanged(): Promise<void> {
  expect(await accountsIn(live)).toEqual(both);
  expect(await asidesIn(live)).toEqual([{ name: "public" }]);
  expect(await run(live, "select id from sessions")).toEqual([{ id: "s" }]);
}

describe("a restore is refused, and nothing is changed,", () => {
  beforeEach(() => dump());
  test("over a database that has tables, without being told", async () => {
    await expect(restoreInto(live)).rejects.toThrow(
      /has tables already. With --replace they are moved aside/,
    );
    await unchanged();
  });

  test("over a database on which a server runs", async () => {
    await withDatabase(live, async (database) => {
      await database.selectFrom("accounts").select("id").execute();
      await expect(restoreInto(live, true)).rejects.toThrow(
        /^DATABASE_URL: A server or a command is running/,
      );
    });
    await unchanged();
  });

  test("of a file that is missing, damaged or something else", async () => {
    const bad = join(folder, "bad");
    const refused = (words: RegExp) => expect(restoreInto(live, true, bad)).rejects.toThrow(words);
    await refused(/there is no such file/);
    await writeFile(bad, "not a backup".repeat(500));
    await refused(/isn't a backup of a Postgres database of Sallyport \(input file/);
    const bytes = await readFile(backup);
    await writeFile(bad, bytes.subarray(0, bytes.length - 2000));
    await refused(/(is damaged|isn't a backup of a Postgres database of Sallyport) \(/);
    await expect(restoreInto(live, true, folder)).rejects.toThrow(/it isn't a file/);
    await unchanged();
  });

  test("of another program's database, and of a newer version", async () => {
    for (const [change, words] of [
      ["drop table key_slots", /isn't a backup of a Postgres database of Sallyport\./],
      ["insert into kysely_migration values ('9999-later', '')", /newer version of Sallyport.*9999-later/],
    ] as const) {
      const other = await newPlace();
      await run(other, change);
      await rm(backup, { force: true });
      const { hostname, port, username, pathname } = new URL(other);
      const env = { ...clientEnvironment(), PGHOST: hostname, PGPORT: port, PGUSER: username };
      await promisify(execFile)("pg_dump", ["--format=custom", `--file=${backup}`, pathname.slice(1)], {
        env,
      });
      await expect(restoreInto(live, true)).rejects.toThrow(words);
    }
    await unchanged();
  });

  test("of a backup of the other kind of database, with a sentence that says how", async () => {
    const file = join(folder, "sallyport.db");
    await (await openDatabase(file)).destroy();
    await backUp(file, join(folder, "backup.db"));
    await expect(restoreInto(live, true, join(folder, "backup.db"))).rejects.toThrow(
      /is a backup of an SQLite file\. .* npm run copy/,
    );
    const before = await readFile(file);
    await expect(restoreInto(file, true)).rejects.toThrow(
      /is a backup of a Postgres database. Set DATABASE_URL instead of DATABASE/,
    );
    expect((await readFile(file)).equals(before)).toBe(true);
    await unchanged();
  });

  test.for([
    ["Postgres refuses it", "create schema other create table t (a int); create table uses (a other.t)"],
    ["a restored table is missing", "drop table sessions cascade"],
  ])("if the backup turns out to be unusable: %s", async ([, change]) => {
    const bad = await newPlace();
    await withDatabase(bad, fill);
    await run(bad, change ?? "");
    await rm(backup);
    await dump(bad);
    await expect(restoreInto(live, true)).rejects.toThrow(/schema "other" does not exist|sessions/);
    await unchanged();
    const empty = await emptyPlace();
    await expect(restoreInto(empty)).rejects.toThrow(/schema "other" does not exist|sessions/);
    expect(await run(empty, "select tablename from pg_tables where schemaname like 'public%'")).toEqual([]);
  });

  test("by a user who may not rename the schema", async () => {
    const other = `role_${Date.now()}`;
    await run(live, `create role ${other} login`);
    try {
      const address = live.replace("sallyport@", `${other}@`);
      await expect(restoreInto(address, true)).rejects.toThrow(
        `Run alter schema public owner to ${other} there first.`,
      );
    } finally {
      await run(live, `drop role ${other}`);
    }
    await unchanged();
  });
});

test("after a restore that was interrupted, no server begins with an empty database, and the tables can be put back", async () => {
  await run(live, "alter schema public rename to public_before_20270104093015; create schema public");
  const failure = await openDatabase(live).then(() => "opened", String);
  expect(failure).toMatch(/A restore of .* was interrupted/);
  const [, statements = ""] = /tables back: (.*?;.*?;)/.exec(failure) ?? [];
  await run(live, statements);
  expect(await accountsIn(live)).toEqual(both);
});

test("the commands take the address from DATABASE_URL", async () => {
  const entry = join(import.meta.dirname, "command/main.ts");
  const command = async (place: string, ...words: string[]) => {
    const env = { ...clientEnvironment(), DATABASE_URL: place };
    const { stdout } = await promisify(execFile)(process.execPath, [entry, ...words, "--json"], { env });
    return JSON.parse(stdout) as unknown;
  };
  expect(await command(live, "backup", backup)).toMatchObject({ file: backup, accounts: 2 });
  expect(await command(live, "restore", backup, "--replace")).toMatchObject({
    accounts: 2,
    aside: expect.stringMatching(/^the schema public_before_\d{14} of /),
  });
});
