import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "../keys/keys.ts";
import { rewrapAll } from "../keys/rewrap.ts";
import { auditSeal } from "../keys/sealed-columns.ts";
import { record } from "./activity.ts";
import { firstLink, linkOf } from "./chain.ts";
import { insertEvent } from "./events.repository.ts";
import { sealAnew } from "./seal-anew.ts";
import { beginRecord, EventShipping } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

let database: Database;
let keys: Keys;
let lines: string[];
const log = () => pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
let server: EventShipping;
const aServer = () => new EventShipping(keys, log());
const ship = () => server.ship(database);
const now = 10_000;
const verify = (at = now) => verifyEvents(database, keys, at);

const takeOut = (from: number, to = from) =>
  database
    .updateTable("audit_events")
    .set({ link: null, seq: null })
    .where("id", ">=", from)
    .where("id", "<=", to)
    .execute();
const renumber = (id: number, seq: number) =>
  database.updateTable("audit_events").set({ seq }).where("id", "=", id).execute();
const chain = () =>
  database.selectFrom("audit_events").selectAll().where("seq", "is not", null).orderBy("seq").execute();
const shippedIds = () => events().map((line) => (JSON.parse(line) as { event: { id: number } }).event.id);
const withoutSeal = () => database.deleteFrom("audit_seals").execute();
const seal = () => database.selectFrom("audit_seals").selectAll().executeTakeFirstOrThrow();
const forge = (id: number) =>
  database.updateTable("audit_events").set({ detail: "forged" }).where("id", ">=", id).execute();
const faultOf = async () => (await verify()).fault?.kind;
const events = () => lines.filter((line) => line.includes('"event"'));
const alarms = () => lines.filter((line) => line.includes("was altered"));

async function happen(count: number): Promise<void> {
  for (let at = 1; at <= count; at += 1) await insertEvent(database, anEvent(at));
}

function anEvent(at: number) {
  const people = { actor_id: "a", actor: "ada@example.com", subject_id: null, subject: null };
  const event = { at, kind: "admin_logout", outcome: "success", detail: `the ${at}th` } as const;
  return { ...people, ...event, address: "192.0.2.1" };
}

/** Postgres gives ids before the commit, so a higher id can become visible before a lower id. */
async function happenWithId(...ids: number[]): Promise<void> {
  for (const id of ids)
    await database
      .insertInto("audit_events")
      .values({ ...anEvent(1), id })
      .execute();
}

/** Rebuilds `seq` and `link` of the events. An attacker without the keys could do this too. */
async function rebuild(order: readonly number[]): Promise<void> {
  let link = firstLink;
  await takeOut(0, 1000);
  for (const [index, id] of order.entries()) {
    const rows = database.selectFrom("audit_events").selectAll();
    link = linkOf(link, await rows.where("id", "=", id).executeTakeFirstOrThrow());
    const place = { seq: index + 1, link };
    await database.updateTable("audit_events").set(place).where("id", "=", id).execute();
  }
  await database.updateTable("audit_seals").set({ up_to: order.length }).execute();
}

/** A deferred constraint fails at the commit, as on a full disk. */
async function withFailingCommits(table: string, act: () => Promise<void>): Promise<void> {
  for (const statement of [
    "create table missing (id integer primary key)",
    "create table owed (id integer references missing (id) deferrable initially deferred)",
    `create trigger full after update on ${table} begin insert into owed values (1); end`,
  ])
    await sql.raw(statement).execute(database);
  await act();
  await sql.raw("drop trigger full").execute(database);
}

beforeEach(async () => {
  lines = [];
  database = await openDatabase(":memory:");
  keys = await Keys.openOrInit(database, createMemoryStore());
  await beginRecord(database, keys);
  server = aServer();
});
afterEach(() => database.destroy());

describe("shipping", () => {
  test("writes every event to the log once, with its link, in order", { tags: ["R78"] }, async () => {
    await happen(1203);
    await ship();
    await ship();
    const shipped = lines.map((line) => (JSON.parse(line) as { event: Record<string, unknown> }).event);
    const numbers = Array.from({ length: 1203 }, (_, index) => index + 1);
    expect(shipped.map(({ id }) => id)).toEqual(numbers);
    expect(shipped.map(({ seq }) => seq)).toEqual(numbers);
    expect(shipped[0]).toMatchObject({ kind: "admin_logout", actor: "ada@example.com", detail: "the 1th" });
    expect(shipped.every(({ link }) => /^[0-9a-f]{64}$/.test(String(link)))).toBe(true);
    expect(await verify()).toEqual({ linked: 1203, unlinked: 0, deleted: 0, fault: null });
  });

  test("by two servers at once links every event once", async () => {
    await happen(20);
    await Promise.all([ship(), aServer().ship(database)]);
    expect(lines).toHaveLength(20);
    expect((await verify()).fault).toBeNull();
  });

  test("does not begin before the links are committed, and is done again", async () => {
    await happen(2);
    await ship();
    await happen(1);
    await withFailingCommits("audit_seals", async () => {
      await expect(ship()).rejects.toThrow("FOREIGN KEY");
      expect(shippedIds()).toEqual([1, 2]);
    });
    await ship();
    expect(shippedIds()).toEqual([1, 2, 3]);
    expect(await verify()).toEqual({ linked: 3, unlinked: 0, deleted: 0, fault: null });
  });

  test("that was not committed is repeated with the same place and link", async () => {
    await happen(2);
    await withFailingCommits("audit_shipping", async () => {
      await expect(ship()).rejects.toThrow("FOREIGN KEY");
    });
    await happen(1);
    await ship();
    expect(shippedIds()).toEqual([1, 2, 1, 2, 3]);
    const written = events().map((line) => (JSON.parse(line) as { event: unknown }).event);
    expect(written.slice(2, 4)).toEqual(written.slice(0, 2));
  });

  test("by a server that fails after linking is done by another one", async () => {
    await happen(2);
    const broken = {
      write: () => {
        throw new Error("no space");
      },
    };
    await expect(new EventShipping(keys, pino({ level: "info" }, broken)).ship(database)).rejects.toThrow(
      "no space",
    );
    expect(await verify()).toEqual({ linked: 2, unlinked: 0, deleted: 0, fault: null });
    await ship();
    expect(shippedIds()).toEqual([1, 2]);
  });

  test("can't be prevented by a forged note of what was shipped", { tags: ["R78"] }, async () => {
    await happen(2);
    await ship();
    await database.updateTable("audit_shipping").set({ up_to: 1_000_000 }).execute();
    await happen(1);
    await ship();
    expect(shippedIds()).toEqual([1, 2, 3]);
    expect(alarms()).toHaveLength(1);
    await happen(1);
    await ship();
    expect(shippedIds()).toEqual([1, 2, 3, 4]);
    expect(alarms()).toHaveLength(1);
    expect((await verify()).fault).toBeNull();
  });

  test("happens again if the note of what was shipped is gone", { tags: ["R78"] }, async () => {
    await happen(2);
    await ship();
    await database.deleteFrom("audit_shipping").execute();
    await happen(1);
    await ship();
    expect(shippedIds()).toEqual([1, 2, 1, 2, 3]);
  });

  test("continues after its seal was re-encrypted under another key version", async () => {
    await happen(2);
    await ship();
    await keys.rotate();
    await rewrapAll(database, keys);
    await happen(1);
    await ship();
    expect(await verify()).toEqual({ linked: 3, unlinked: 0, deleted: 0, fault: null });
  });
});

describe("the record", () => {
  beforeEach(async () => {
    await happen(5);
    await ship();
  });

  test("may have events that no server has linked yet", async () => {
    await happen(2);
    expect(await verify()).toEqual({ linked: 5, unlinked: 2, deleted: 0, fault: null });
  });

  test("may have gaps between ids, because a rolled-back transaction on Postgres leaves one", async () => {
    await happenWithId(9, 12);
    await ship();
    expect(await verify()).toEqual({ linked: 7, unlinked: 0, deleted: 0, fault: null });
    expect(alarms()).toEqual([]);
  });

  test("may have an event that was committed later than one with a higher id", async () => {
    await happenWithId(20);
    await ship();
    await happenWithId(15, 17);
    expect(await verify()).toEqual({ linked: 6, unlinked: 2, deleted: 0, fault: null });
    await ship();
    expect(await verify()).toEqual({ linked: 8, unlinked: 0, deleted: 0, fault: null });
    expect((await chain()).map(({ id, seq }) => [id, seq]).slice(5)).toEqual([
      [20, 6],
      [15, 7],
      [17, 8],
    ]);
    expect(shippedIds()).toEqual([1, 2, 3, 4, 5, 20, 15, 17]);
    expect(alarms()).toEqual([]);
  });

  test("shows an event that has waited for its link for over a minute", { tags: ["R78"] }, async () => {
    await happen(1);
    expect((await verify(60_001)).fault).toBeNull();
    expect((await verify(60_002)).fault).toEqual({ kind: "never-linked", id: 6 });
  });

  const changes = {
    at: 9,
    kind: "admin_login_attempt",
    actor_id: "b",
    actor: "eve@example.com",
    subject_id: "b",
    subject: "eve@example.com",
    outcome: "failure",
    detail: "",
    address: null,
  } as const;
  test.for(Object.entries(changes))(
    "shows that %s of an event was changed",
    { tags: ["R78"] },
    async ([column, value]) => {
      await database
        .updateTable("audit_events")
        .set({ [column]: value })
        .where("id", "=", 3)
        .execute();
      expect((await verify()).fault).toEqual({ kind: "broken-link", id: 3 });
    },
  );

  test("shows that an event in the middle is missing", { tags: ["R78"] }, async () => {
    await database.deleteFrom("audit_events").where("id", "=", 3).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 4 });
  });

  test("shows that the last events are missing", { tags: ["R78"] }, async () => {
    await database.deleteFrom("audit_events").where("id", ">", 3).execute();
    expect((await verify()).fault).toEqual({ kind: "other-end" });
    await database.updateTable("audit_seals").set({ up_to: 3 }).execute();
    expect((await verify()).fault).toEqual({ kind: "other-end" });
  });

  test("shows that an event was taken out of the chain", { tags: ["R78"] }, async () => {
    await takeOut(5);
    expect((await verify()).fault).toEqual({ kind: "other-end" });
    await takeOut(2);
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 3 });
  });

  test("shows that two events changed places", { tags: ["R78"] }, async () => {
    await renumber(2, 100);
    await renumber(3, 2);
    await renumber(2, 3);
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 3 });
    await rebuild([1, 3, 2, 4, 5]);
    expect((await verify()).fault).toEqual({ kind: "other-end" });
  });

  test.for<[what: string, id: number, seq: number, at: number]>([
    ["the last", 5, 6, 5],
    ["the first", 1, 0, 1],
    ["one in the middle", 3, 6, 4],
  ])("shows that %s got another number", { tags: ["R78"] }, async ([, id, seq, brokenAt]) => {
    await renumber(id, seq);
    await database.updateTable("audit_seals").set({ up_to: 6 }).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: brokenAt });
  });

  test("shows that all got other numbers", { tags: ["R78"] }, async () => {
    for (const id of [5, 4, 3, 2, 1]) await renumber(id, id + 1);
    await database.updateTable("audit_seals").set({ up_to: 6 }).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 1 });
  });

  test.for([Number.MIN_SAFE_INTEGER, -1, 0])(
    "shows that an event was added at place %i, before the first",
    { tags: ["R78"] },
    async (seq) => {
      await happenWithId(6);
      await database.updateTable("audit_events").set({ seq, link: firstLink }).where("id", "=", 6).execute();
      expect((await verify()).fault).toEqual({ kind: "broken-link", id: 6 });
    },
  );

  test.for<[where: string, order: number[]]>([
    ["in the middle", [1, 2, 6, 3, 4, 5]],
    ["at the end", [1, 2, 3, 4, 5, 6]],
  ])(
    "shows that an event was added %s, with links made without the keys",
    { tags: ["R78"] },
    async ([, order]) => {
      await happenWithId(6);
      await rebuild(order);
      expect((await verify()).fault).toEqual({ kind: "other-end" });
    },
  );

  test("shows that an event was put into the place of another", { tags: ["R78"] }, async () => {
    await happenWithId(6);
    const { link } = (await chain())[2] ?? {};
    await takeOut(3);
    await database.updateTable("audit_events").set({ seq: 3, link }).where("id", "=", 6).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 6 });
  });

  test("has each place only once", { tags: ["R78"] }, async () => {
    await happenWithId(6);
    await expect(renumber(6, 3)).rejects.toThrow("UNIQUE");
  });

  test("shows that a link was taken away", { tags: ["R78"] }, async () => {
    await database.updateTable("audit_events").set({ link: null }).where("id", "=", 5).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 5 });
  });

  test("detects a chain that was rebuilt without the keys", { tags: ["R78"] }, async () => {
    await database
      .updateTable("audit_events")
      .set({ detail: "nothing to see" })
      .where("id", "=", 2)
      .execute();
    await rebuild([1, 2, 3, 4, 5]);
    expect((await verify()).fault).toEqual({ kind: "other-end" });
  });

  describe("that was altered without the keys", () => {
    test.for(["the server that wrote it", "a server that starts"])(
      "without its seal and links gets no new seal from %s",
      { tags: ["R78"] },
      async (who) => {
        await forge(2);
        await takeOut(1, 5);
        await withoutSeal();
        if (who === "a server that starts") {
          server = aServer();
          await beginRecord(database, keys);
        }
        await happen(1);
        await ship();
        expect(await faultOf()).toBe("no-seal");
        expect(alarms()).toHaveLength(1);
      },
    );

    test("is shipped all the same: later events are in the log", async () => {
      await withoutSeal();
      await happen(2);
      await ship();
      expect(events()).toHaveLength(7);
    });

    test("under a seal of another place gets none of ours", { tags: ["R78"] }, async () => {
      const foreign = await Keys.openOrInit(await openDatabase(":memory:"), createMemoryStore());
      const sealed_link = foreign.encrypt(firstLink, auditSeal);
      await database.updateTable("audit_seals").set({ sealed_link }).execute();
      await happen(1);
      await ship();
      expect(await faultOf()).toBe("other-end");
    });

    test("under a seal that names an unknown key is shipped, and not sealed", {
      tags: ["R78"],
    }, async () => {
      const { sealed_link } = await seal();
      const named = Buffer.from(sealed_link);
      named.writeUInt32BE(99, 1);
      // An attacker with write access to the database can drop the triggers.
      await sql`drop trigger audit_seals_update_under_a_key`.execute(database);
      await database.updateTable("audit_seals").set({ sealed_link: named }).execute();
      await happen(1);
      await ship();
      expect(await faultOf()).toBe("other-end");
      expect(events()).toHaveLength(6);
    });

    test("under an older seal, put back, is seen by the server that wrote the newer one", {
      tags: ["R78"],
    }, async () => {
      const older = await seal();
      await happen(2);
      await ship();
      await forge(6);
      await takeOut(6, 7);
      await database.updateTable("audit_seals").set(older).execute();
      await ship();
      expect(await faultOf()).toBe("other-end");
    });

    test("in the middle stays altered when servers link and seal further events", {
      tags: ["R78"],
    }, async () => {
      await forge(3);
      await takeOut(3);
      await happen(1);
      await ship();
      expect((await verify()).fault).toEqual({ kind: "broken-link", id: 4 });
      expect(shippedIds()).toEqual([1, 2, 3, 4, 5, 3, 6]);
    });

    test("at its end is not sealed further", { tags: ["R78"] }, async () => {
      await forge(5);
      await takeOut(5);
      await happen(1);
      await ship();
      expect(await faultOf()).toBe("other-end");
      expect((await seal()).up_to).toBe(5);
      expect(alarms()).toHaveLength(1);
    });

    test("by removing the last link leaves the machine, and is not sealed further", {
      tags: ["R78"],
    }, async () => {
      await database.updateTable("audit_events").set({ link: null }).where("id", "=", 5).execute();
      await happen(1);
      await ship();
      expect((await verify()).fault).toEqual({ kind: "broken-link", id: 5 });
      expect((await seal()).up_to).toBe(5);
      expect(shippedIds()).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test("continues after an operator sealed it again as it is, and an event says so", async () => {
      await forge(4);
      expect((await sealAnew(database, keys, now)).fault).toEqual({ kind: "broken-link", id: 4 });
      server = aServer();
      await happen(1);
      await ship();
      expect(await verify()).toEqual({ linked: 7, unlinked: 0, deleted: 0, fault: null });
      expect(events().at(-2)).toMatch(/record_sealed_anew.*broken-link at event 4/);
    });

    test.for<[how: string, alter: () => Promise<unknown>]>([
      ["no place and no link", () => takeOut(3)],
      [
        "no link",
        () => database.updateTable("audit_events").set({ link: null }).where("id", "=", 3).execute(),
      ],
      ["an impossible place", () => renumber(3, -7)],
    ])("has its event with %s shipped again, after it was taken as it is", async ([, alter]) => {
      await forge(3);
      await alter();
      await sealAnew(database, keys, now);
      server = aServer();
      await ship();
      expect((await verify()).fault).toBeNull();
      expect(shippedIds().slice(5)).toEqual([3, 6]);
      expect((await chain()).map(({ id }) => id)).toEqual([1, 2, 4, 5, 3, 6]);
    });

    test("ships the events that were linked and not yet shipped, after it was sealed again as it is", async () => {
      await happenWithId(6, 7);
      await withFailingCommits("audit_shipping", async () => {
        await expect(ship()).rejects.toThrow("FOREIGN KEY");
      });
      lines = [];
      await database.deleteFrom("audit_events").where("id", "=", 2).execute();
      await sealAnew(database, keys, now);
      server = aServer();
      await ship();
      expect(shippedIds()).toEqual([6, 7, 8]);
      expect(await verify()).toEqual({ linked: 7, unlinked: 0, deleted: 0, fault: null });
    });
  });

  test("that is intact is not sealed again", async () => {
    expect((await sealAnew(database, keys, now)).fault).toBeNull();
    await ship();
    expect(await verify()).toEqual({ linked: 5, unlinked: 0, deleted: 0, fault: null });
  });

  test("can be read while a server writes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-record-"));
    const path = join(folder, "sallyport.db");
    await using opened = new AsyncDisposableStack();
    opened.defer(() => rm(folder, { recursive: true }));
    const [writer, reader] = [await openDatabase(path), await openDatabase(path)];
    opened.defer(() => writer.destroy());
    opened.defer(() => reader.destroy());
    await reader
      .transaction()
      .setAccessMode("read only")
      .execute(async (tx) => {
        const before = await tx.selectFrom("audit_events").select("id").execute();
        await record(writer, { at: 1, kind: "admin_logout", actor: null, address: null });
        expect(await tx.selectFrom("audit_events").select("id").execute()).toEqual(before);
      });
    expect(await reader.selectFrom("audit_events").select("id").execute()).toHaveLength(1);
  });
});
