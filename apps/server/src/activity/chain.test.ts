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

const withoutLinks = () => database.updateTable("audit_events").set({ link: null }).execute();
const withoutSeal = () => database.deleteFrom("audit_seals").execute();
const seal = () => database.selectFrom("audit_seals").selectAll().executeTakeFirstOrThrow();
const forge = (id: number) =>
  database.updateTable("audit_events").set({ detail: "forged" }).where("id", ">=", id).execute();
const faultOf = async () => (await verify()).fault?.kind;
const events = () => lines.filter((line) => line.includes('"event"'));
const alarms = () => lines.filter((line) => line.includes("was altered"));

async function happen(count: number): Promise<void> {
  for (let at = 1; at <= count; at += 1) {
    const people = { actor_id: "a", actor: "ada@example.com", subject_id: null, subject: null };
    const event = { at, kind: "admin_logout", outcome: "success", detail: `the ${at}th` } as const;
    await insertEvent(database, { ...people, ...event, address: "192.0.2.1" });
  }
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
    expect(shipped.map(({ id }) => id)).toEqual(Array.from({ length: 1203 }, (_, index) => index + 1));
    expect(shipped[0]).toMatchObject({ kind: "admin_logout", actor: "ada@example.com", detail: "the 1th" });
    expect(shipped.every(({ link }) => /^[0-9a-f]{64}$/.test(String(link)))).toBe(true);
    expect(await verify()).toEqual({ linked: 1203, unlinked: 0, fault: null });
  });

  test("by two servers at once links every event once", async () => {
    await happen(20);
    await Promise.all([ship(), aServer().ship(database)]);
    expect(lines).toHaveLength(20);
    expect((await verify()).fault).toBeNull();
  });

  test("that could not be committed is done again, and sealed", async () => {
    await happen(2);
    await ship();
    await happen(1);
    // A deferred constraint makes the commit fail, as a full disk does.
    for (const statement of [
      "create table missing (id integer primary key)",
      "create table owed (id integer references missing (id) deferrable initially deferred)",
      "create trigger full after update on audit_seals begin insert into owed values (1); end",
    ])
      await sql.raw(statement).execute(database);
    await expect(ship()).rejects.toThrow("FOREIGN KEY");
    await sql.raw("drop trigger full").execute(database);
    await ship();
    expect(await verify()).toEqual({ linked: 3, unlinked: 0, fault: null });
  });

  test("continues after its seal was re-encrypted under another key version", async () => {
    await happen(2);
    await ship();
    await keys.rotate();
    await rewrapAll(database, keys);
    await happen(1);
    await ship();
    expect(await verify()).toEqual({ linked: 3, unlinked: 0, fault: null });
  });
});

describe("the record", () => {
  beforeEach(async () => {
    await happen(5);
    await ship();
  });

  test("may have events that no server has linked yet", async () => {
    await happen(2);
    expect(await verify()).toEqual({ linked: 5, unlinked: 2, fault: null });
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
    let link = firstLink;
    for (const event of await database.selectFrom("audit_events").selectAll().orderBy("id").execute()) {
      link = linkOf(link, event);
      await database.updateTable("audit_events").set({ link }).where("id", "=", event.id).execute();
    }
    expect((await verify()).fault).toEqual({ kind: "other-end" });
  });

  describe("that was altered without the keys", () => {
    test.for(["the server that wrote it", "a server that starts"])(
      "and whose seal was taken away with all links gets none from %s",
      { tags: ["R78"] },
      async (who) => {
        await forge(2);
        await withoutLinks();
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

    test("leaves the machine all the same: what happens next is in the log", async () => {
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

    test("under a seal that names a key there is not is shipped, and not sealed", {
      tags: ["R78"],
    }, async () => {
      const { sealed_link } = await seal();
      const named = Buffer.from(sealed_link);
      named.writeUInt32BE(99, 1);
      // An attacker with write access to the database can drop its triggers.
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
      await database.updateTable("audit_events").set({ link: null }).where("id", ">=", 6).execute();
      await database.updateTable("audit_seals").set(older).execute();
      await ship();
      expect(await faultOf()).toBe("other-end");
    });

    test("with an event put in between, not linked, is not sealed further", { tags: ["R78"] }, async () => {
      await database
        .updateTable("audit_events")
        .set({ link: null, detail: "forged" })
        .where("id", "=", 3)
        .execute();
      await happen(1);
      await ship();
      expect(await faultOf()).toBe("broken-link");
      expect((await seal()).up_to).toBe(5);
    });

    test("continues after an operator sealed it again as it is, and an event says so", async () => {
      await forge(4);
      expect((await sealAnew(database, keys, now)).fault).toEqual({ kind: "broken-link", id: 4 });
      server = aServer();
      await happen(1);
      await ship();
      expect(await verify()).toEqual({ linked: 7, unlinked: 0, fault: null });
      expect(events().at(-2)).toMatch(/record_sealed_anew.*broken-link at event 4/);
    });

    test("is shipped from where it was not linked yet, also after it was taken as it is", async () => {
      await database
        .updateTable("audit_events")
        .set({ link: null, detail: "forged" })
        .where("id", "=", 3)
        .execute();
      await sealAnew(database, keys, now);
      server = aServer();
      await ship();
      expect((await verify()).fault).toBeNull();
      expect(
        events()
          .slice(5)
          .map((line) => (JSON.parse(line) as { event: { id: number } }).event.id),
      ).toEqual([3, 4, 5, 6]);
    });
  });

  test("that is intact is not sealed again", async () => {
    expect((await sealAnew(database, keys, now)).fault).toBeNull();
    await ship();
    expect(await verify()).toEqual({ linked: 5, unlinked: 0, fault: null });
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
