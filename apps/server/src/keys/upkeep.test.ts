import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import type { SecureStore } from "@sallyport/secure-store/secure-store";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { TurnableClock } from "../../lab/simulation/turnable-clock.ts";
import { day, minute } from "../core/clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";
import { minutesBeforeRetiring } from "./retiring.ts";
import { mailOf } from "./sealed-columns.ts";
import { countByKeyVersion } from "./sealed-rows.repository.ts";
import { KeyUpkeep } from "./upkeep.ts";

const keyLifetimeDays = 90;
const store = createMemoryStore();

let database: Database;
let clock: TurnableClock;
let keys: Keys;
let lines: { level: number; msg: string }[];

beforeEach(async () => {
  clock = new TurnableClock(Date.UTC(2027, 0, 4, 9));
  database = await openDatabase(await newPlace());
  keys = await Keys.openOrInit(database, store, clock);
  lines = [];
  await queue("1");
});
afterEach(() => database.destroy());

function start(by = keys): KeyUpkeep {
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return new KeyUpkeep({ database, keys: by, clock, log, keyLifetimeDays });
}

async function queue(id: string): Promise<void> {
  const sealed_mail = keys.encrypt(Buffer.from("{}"), mailOf({ id }));
  const mail = { id, sealed_mail, once: null, queued_at: 0, attempts: 0, next_attempt_at: 0, sent_at: null };
  await database.insertInto("outbox").values(mail).execute();
}

async function pass(upkeep: KeyUpkeep, milliseconds: number): Promise<void> {
  clock.turnTo(clock.now() + milliseconds);
  for (let turn = 0; turn < 4; turn += 1) await upkeep.doWhatIsDue();
}

const versions = async () =>
  (await database.selectFrom("keys").select("key_version").execute()).flatMap(Object.values);
const warnings = () => lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);

test("a key that has reached its age is replaced, every row is re-encrypted, and the old key is given up", {
  tags: ["R59"],
}, async () => {
  const upkeep = start();
  await pass(upkeep, keyLifetimeDays * day - 1);
  expect(await versions()).toEqual([1]);
  await pass(upkeep, 1);
  expect(await versions()).toEqual([1, 2]);
  expect(await countByKeyVersion(database)).toEqual(new Map([[2, 1]]));
  await pass(upkeep, minutesBeforeRetiring * minute - 1);
  expect(await versions()).toEqual([1, 2]);
  await pass(upkeep, 1);
  expect(await versions()).toEqual([2]);
  expect(keys.keyring.slots().map(({ keyVersion }) => keyVersion)).toEqual([2]);
  await pass(upkeep, keyLifetimeDays * day);
  expect(await versions()).toEqual([2, 3]);
  expect(warnings()).toEqual([]);
});

test("a key that this server can't rotate is named in the log at the start and once a day", {
  tags: ["R59"],
}, async () => {
  await keys.addSlot(createMemoryStore());
  const restarted = await Keys.open(database, [store], clock);
  clock.turnTo(clock.now() + keyLifetimeDays * day);
  const upkeep = start(restarted);
  await pass(upkeep, 0);
  await pass(upkeep, day - 1);
  const warning = `the key is over ${keyLifetimeDays} days old, and this server can't rotate it: run npm run keys -- rotate`;
  expect(warnings()).toEqual([warning]);
  await pass(upkeep, 1);
  expect(warnings()).toEqual([warning, warning]);
  expect(await versions()).toEqual([1]);
  await keys.rotate();
  await pass(upkeep, day);
  expect(warnings()).toHaveLength(2);
});

test("a row that does not open keeps its key, is named once, and holds up nothing else", async () => {
  await queue("2");
  const sealed_mail = keys.encrypt(Buffer.from("{}"), mailOf({ id: "2" }));
  await database.updateTable("outbox").set({ sealed_mail }).where("id", "=", "1").execute();
  await keys.rotate();
  const upkeep = start();
  await pass(upkeep, minutesBeforeRetiring * minute);
  await pass(upkeep, minute);
  expect(await countByKeyVersion(database)).toEqual(
    new Map([
      [1, 1],
      [2, 1],
    ]),
  );
  expect(await versions()).toEqual([1, 2]);
  expect(lines.filter(({ level }) => level === 50)).toMatchObject([
    { count: 1, rows: [{ table: "outbox", id: "1", code: "corrupt" }] },
  ]);
});

test("of rows that do not open the first hundred are named, and all are counted", async () => {
  const sealed_mail = keys.encrypt(Buffer.from("{}"), mailOf({ id: "of another" }));
  for (let n = 0; n < 119; n += 1) await queue(`more${n}`);
  await database.updateTable("outbox").set({ sealed_mail }).execute();
  await keys.rotate();
  await pass(start(), 0);
  const [line, ...others] = lines.filter(({ level }) => level === 50);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ count: 120 });
  expect(line).toHaveProperty("rows.length", 100);
});

test("a pass that could not write starts again at the next turn, not after a pause", async () => {
  await keys.rotate();
  const upkeep = start();
  await sql`create trigger busy before update on outbox begin select raise(abort, 'busy'); end`.execute(
    database,
  );
  await expect(upkeep.doWhatIsDue()).rejects.toThrow("busy");
  await sql`drop trigger busy`.execute(database);
  await upkeep.doWhatIsDue();
  expect(await countByKeyVersion(database)).toEqual(new Map([[2, 1]]));
});

test("a server takes no key out of a keychain by itself, since a copy of its database may need it: the log names it", async () => {
  const memory = createMemoryStore();
  const keychain: SecureStore = {
    ...memory,
    kind: "keychain",
    seal: async (key, options) => `keychain1.${await memory.seal(key, options)}`,
    unseal: (sealed) => memory.unseal(sealed.replace("keychain1.", "")),
    destroy: (sealed) => memory.destroy(sealed.replace("keychain1.", "")),
  };
  await keys.addSlot(keychain);
  const server = await Keys.open(database, [store, keychain], clock);
  const slot = server.keyring.slots().find(({ kind }) => kind === "keychain");
  await server.rotate();
  await pass(start(server), minutesBeforeRetiring * minute);
  expect(await versions()).toEqual([2]);
  const entry = slot?.sealed.replace("keychain1.", "");
  expect(lines.filter(({ level }) => level === 40)).toMatchObject([{ entries: [entry] }]);
  await expect(keychain.unseal(slot?.sealed ?? "")).resolves.toHaveLength(32);
});

test("a key from days to come, made under a wrong clock, is due, and blocks no other", {
  tags: ["R59"],
}, async () => {
  await database
    .updateTable("keys")
    .set({ made_at: clock.now() + 10_000 * day })
    .execute();
  const upkeep = start();
  await pass(upkeep, 0);
  expect(await versions()).toEqual([1, 2]);
  await database
    .updateTable("keys")
    .set({ made_at: clock.now() + 10_000 * day })
    .where("key_version", "=", 2)
    .execute();
  await pass(upkeep, minutesBeforeRetiring * minute);
  expect(await versions()).toEqual([2]);
});

test("a new key that can't be stored is tried once a day, and the log says so", async () => {
  await sql`create trigger full before insert on key_slots begin select raise(abort, 'disk full'); end`.execute(
    database,
  );
  clock.turnTo(clock.now() + keyLifetimeDays * day);
  const upkeep = start();
  await expect(upkeep.doWhatIsDue()).rejects.toThrow("disk full");
  await pass(upkeep, day - 1);
  expect(warnings()).toHaveLength(1);
  clock.turnTo(clock.now() + 1);
  await expect(upkeep.doWhatIsDue()).rejects.toThrow("disk full");
  expect(warnings()).toHaveLength(2);
});

test("a server uses a version that another server made, and re-encrypts rows under the old one", async () => {
  const elsewhere = await Keys.open(database, [store], clock);
  await elsewhere.rotate();
  await pass(start(), 0);
  expect(keys.keyring.keyVersion).toBe(2);
  expect(await countByKeyVersion(database)).toEqual(new Map([[2, 1]]));
});
