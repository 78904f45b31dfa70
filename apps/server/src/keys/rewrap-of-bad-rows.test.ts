import { createMemoryStore } from "@sallyport/secure-store/memory-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { Keys } from "./keys.ts";
import { rewrapAll } from "./rewrap.ts";
import { auditSeal, mailOf, sealedColumns } from "./sealed-columns.ts";
import { countByKeyVersion, replaceSealed, sealedRowsAfter } from "./sealed-rows.repository.ts";

let database: Database;
let keys: Keys;

const ids = Array.from({ length: 1203 }, (_, n) => `mail-${String(n).padStart(4, "0")}`);
const contentOf = (id: string) => Buffer.from(`the mail ${id}`);

beforeEach(async () => {
  database = await openDatabase(await newPlace());
  keys = await Keys.openOrInit(database, createMemoryStore());
  const mails = ids.map((id) => ({
    id,
    once: null,
    sealed_mail: keys.encrypt(contentOf(id), mailOf({ id })),
    queued_at: 0,
    attempts: 0,
    next_attempt_at: 0,
    sent_at: null,
  }));
  for (let n = 0; n < mails.length; n += 200)
    await database
      .insertInto("outbox")
      .values(mails.slice(n, n + 200))
      .execute();
  const sealed_link = keys.encrypt(Buffer.alloc(32), auditSeal);
  await database.insertInto("audit_seals").values({ id: "1", up_to: 0, sealed_link }).execute();
  await keys.rotate();
});
afterEach(() => database.destroy());

async function spoil(id: string, sealed_mail: Uint8Array): Promise<void> {
  await database.updateTable("outbox").set({ sealed_mail }).where("id", "=", id).execute();
}

test("rows that do not open are named, and everything after them is re-encrypted", async () => {
  const moved = await database
    .selectFrom("outbox")
    .select("sealed_mail")
    .where("id", "=", "mail-0002")
    .executeTakeFirstOrThrow();
  await spoil("mail-0001", moved.sealed_mail ?? new Uint8Array());
  await spoil("mail-0600", Buffer.from([2]));
  const progress: number[] = [];
  expect(await rewrapAll(database, keys, (done) => progress.push(done))).toEqual({
    sealedAnew: ids.length - 2 + 1,
    refused: [
      { table: "outbox", id: "mail-0001", code: "corrupt" },
      { table: "outbox", id: "mail-0600", code: "corrupt" },
    ],
  });
  expect(progress).toEqual([499, 998, 1201, 1202]);
  expect((await countByKeyVersion(database)).get(2)).toBe(1202);
});

test("a second pass finds nothing to do", async () => {
  await rewrapAll(database, keys);
  expect(await rewrapAll(database, keys)).toEqual({ sealedAnew: 0, refused: [] });
});

test("what was changed after it was read is left as it was changed", async () => {
  const outbox = sealedColumns.find(({ table }) => table === "outbox") ?? sealedColumns[0];
  const [read] = await sealedRowsAfter(database, outbox, { after: "", limit: 1 });
  const { id = "", sealed = new Uint8Array() } = read ?? {};
  const changed = keys.encrypt(Buffer.from("another mail"), mailOf({ id }));
  await spoil(id, changed);
  const renewed = keys.keyring.rewrap(sealed, mailOf({ id }));
  await replaceSealed(database, outbox, { id, sealed, renewed });
  const [now] = await sealedRowsAfter(database, outbox, { after: "", limit: 1 });
  expect(now).toMatchObject({ id, sealed: changed });
});
