import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { type Cluster, startCluster } from "../../../lab/postgres/cluster.ts";
import { clientEnvironment } from "../../../lab/postgres/programs.ts";
import { type Standby, startStandby } from "../../../lab/postgres/standby.ts";
import { backUpPostgres } from "../../backup/postgres-backup.ts";
import { PostgresPrograms } from "../../backup/postgres-programs.ts";
import { type Database, openDatabase } from "../database.ts";
import { databaseTrouble, mayPass } from "../trouble.ts";
import { SingleConnection } from "./single-connection.ts";

const settings = { fsync: "off", full_page_writes: "off" };

let primary: Cluster;
let standby: Standby;
/** The standby comes first, so each connection must find the primary. */
let place: string;
let database: Database;
beforeEach(async () => {
  primary = await startCluster({ settings });
  const { username, host, pathname } = new URL(await primary.newDatabase());
  standby = await startStandby(primary, settings);
  place = `postgres://${username}@127.0.0.1:${standby.port},${host}${pathname}?target_session_attrs=read-write`;
  database = await openDatabase(place);
});
afterEach(async () => {
  await database.destroy();
  await standby[Symbol.asyncDispose]();
  await primary[Symbol.asyncDispose]();
});

const add = (id: string) =>
  database.insertInto("invitation_mails").values({ administrator_id: id, sent_at: 1 }).execute();
const failureOfAdd = (id: string) =>
  add(id).then(
    () => null,
    (error: unknown) => error,
  );
const added = async () => {
  const rows = await database.selectFrom("invitation_mails").select("administrator_id").execute();
  return rows.map((row) => row.administrator_id);
};

test("after the primary died and the standby was promoted, the server goes on there with all that it confirmed", async () => {
  await add("before");
  await primary.kill();
  const failure = await failureOfAdd("lost");
  expect(databaseTrouble(failure)).toMatch(/^The Postgres server can't be reached/);
  expect(mayPass(failure)).toBe(true);
  await standby.promote();
  await add("after");
  expect(await added()).toEqual(["before", "after"]);
});

test("a primary that was made read-only is left for the standby that was promoted", async () => {
  await add("before");
  await primary.command("alter system set synchronous_standby_names = ''");
  await primary.command("alter system set default_transaction_read_only = on");
  await primary.command("select pg_reload_conf()");
  await expect.poll(() => failureOfAdd("on the primary")).toMatchObject({ code: "25006" });
  await standby.promote();
  await add("after");
  expect(await added()).toEqual(expect.arrayContaining(["before", "after"]));
});

test("a command writes to the primary, and a backup is made of it", async () => {
  await using command = await SingleConnection.open(place);
  expect(await command.rows("show transaction_read_only")).toEqual([{ transaction_read_only: "off" }]);
  const folder = await mkdtemp(join(tmpdir(), "sallyport-servers-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await add("before");
  const programs = new PostgresPrograms(clientEnvironment());
  await backUpPostgres(place, join(folder, "backup"), programs);
});
