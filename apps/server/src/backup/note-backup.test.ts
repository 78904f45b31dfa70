import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { migrations } from "../database/migrations.ts";
import { readMilestones } from "../milestones/milestones.repository.ts";
import { backUp } from "./backup.ts";
import { noted } from "./note-backup.ts";

const now = Date.UTC(2027, 0, 4, 9);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-note-"));
  file = join(folder, "sallyport.db");
  const database = await openDatabase(file);
  await database.destroy();
});
afterEach(() => rm(folder, { recursive: true }));

test("the database knows of a backup, and the activity log has it", async () => {
  const report = await noted(await backUp(file, join(folder, "backup.db")), file, now);
  expect(report.data).toMatchObject({ isNoted: true });
  const database = await openDatabase(file);
  expect((await readMilestones(database)).get("backup")).toBe(now);
  const events = await database.selectFrom("audit_events").select(["kind", "at"]).execute();
  expect(events).toEqual([{ kind: "database_backed_up", at: now }]);
  await database.destroy();
});

test("a backup of a database of an older version is good, and the report says what the console won't know", async () => {
  const database = await openDatabase(file);
  await database
    .deleteFrom("kysely_migration" as never)
    .where("name" as never, "=", Object.keys(migrations).at(-1) as never)
    .execute();
  await database.destroy();
  const report = await noted(await backUp(file, join(folder, "backup.db")), file, now);
  expect(report.data).toMatchObject({ isNoted: false, accounts: 0 });
  expect(report.lines[0]).toBe(`Backup written: ${join(folder, "backup.db")}`);
  expect(report.lines.at(-1)).toMatch(/^The backup is good, but the console doesn't know of it.+older than/);
});
