import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "../keys/keys.ts";
import { rewrapSome } from "../keys/rewrap.ts";
import { record } from "./audit.ts";
import { firstLink, linkOf } from "./chain.ts";
import { shipEvents } from "./shipping.ts";
import { verifyEvents } from "./verification.ts";

let database: Database;
let keys: Keys;
let lines: string[];
const log = () => pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
const ship = () => shipEvents(database, keys, log());
const verify = () => verifyEvents(database, keys);

async function happen(count: number): Promise<void> {
  for (let at = 1; at <= count; at += 1) {
    const actor = { id: "a", email: "ada@example.com" };
    await record(database, { at, kind: "admin_logout", actor, detail: `the ${at}th`, address: "192.0.2.1" });
  }
}

beforeEach(async () => {
  lines = [];
  database = await openDatabase(":memory:");
  keys = await Keys.openOrInit(database, createMemoryStore());
});
afterEach(() => database.destroy());

describe("shipping", () => {
  test("writes every event to the log once, with its link, in order [R78]", async () => {
    await happen(1203);
    await ship();
    await ship();
    const events = lines.map((line) => (JSON.parse(line) as { event: Record<string, unknown> }).event);
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 1203 }, (_, index) => index + 1));
    expect(events[0]).toMatchObject({ kind: "admin_logout", actor: "ada@example.com", detail: "the 1th" });
    expect(events.every(({ link }) => /^[0-9a-f]{64}$/.test(String(link)))).toBe(true);
    expect(await verify()).toEqual({ linked: 1203, unlinked: 0, fault: null });
  });

  test("by two servers at once links every event once", async () => {
    await happen(20);
    await Promise.all([ship(), ship()]);
    expect(lines).toHaveLength(20);
    expect((await verify()).fault).toBeNull();
  });

  test("goes on after its seal was sealed anew under another key version", async () => {
    await happen(2);
    await ship();
    await keys.rotate();
    while ((await rewrapSome(database, keys)) > 0);
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
    "shows that %s of an event was changed [R78]",
    async ([column, value]) => {
      await database
        .updateTable("audit_events")
        .set({ [column]: value })
        .where("id", "=", 3)
        .execute();
      expect((await verify()).fault).toEqual({ kind: "broken-link", id: 3 });
    },
  );

  test("shows that an event in the middle is missing [R78]", async () => {
    await database.deleteFrom("audit_events").where("id", "=", 3).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 4 });
  });

  test("shows that the last events are missing [R78]", async () => {
    await database.deleteFrom("audit_events").where("id", ">", 3).execute();
    expect((await verify()).fault).toEqual({ kind: "other-end" });
  });

  test("shows that a link was taken away [R78]", async () => {
    await database.updateTable("audit_events").set({ link: null }).where("id", "=", 5).execute();
    expect((await verify()).fault).toEqual({ kind: "broken-link", id: 5 });
  });

  test("shows a chain that was made anew by somebody without the keys [R78]", async () => {
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
});
