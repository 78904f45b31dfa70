import { standardSettings } from "@sallyport/contract/settings/list";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newPlace } from "../../lab/postgres/new-place.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { KeptSettings } from "./kept-settings.ts";
import { storeSetting } from "./settings.repository.ts";

let database: Database;
beforeEach(async () => {
  database = await openDatabase(await newPlace());
});
afterEach(() => database.destroy());

const logged: string[] = [];
const log = pino({}, { write: (line) => logged.push(line) });

const open = (mostAgeMs?: number) =>
  KeptSettings.open({ database, fixed: {}, log, ...(mostAgeMs === undefined ? {} : { mostAgeMs }) });

const store = (name: string, value: unknown) =>
  storeSetting(database, { name, value: JSON.stringify(value), changed_at: 1, changed_by: "Ada" });

test("a request waits for a reading if the last one is too old", async () => {
  const kept = await open(Number.NEGATIVE_INFINITY);
  await store("organisation", "Acme");
  expect(kept.current().organisation).toBe("Sallyport");
  await kept.refuseOld();
  expect(kept.current().organisation).toBe("Acme");
});

test("a request doesn't wait if the last reading is young", async () => {
  const kept = await open();
  await store("organisation", "Acme");
  await kept.refuseOld();
  expect(kept.current().organisation).toBe("Sallyport");
});

test("a request with old settings is refused if the database doesn't respond", async () => {
  const kept = await open(Number.NEGATIVE_INFINITY);
  await database.schema.dropTable("settings").execute();
  await expect(kept.refuseOld()).rejects.toThrow("settings");
  await expect(kept.refuseOld()).rejects.toThrow("settings");
});

test("a reading that is asked for sees what was stored before, although another is running", async () => {
  const kept = await open();
  const running = kept.refresh();
  await store("organisation", "Acme");
  await kept.refresh();
  expect(kept.current().organisation).toBe("Acme");
  await running;
});

test("a stored value that can't work is reported once, and the usual one counts", async () => {
  await store("activityDays", 3);
  await storeSetting(database, { name: "organisation", value: "no JSON", changed_at: 1, changed_by: "Ada" });
  await store("setting of a newer version", true);
  const kept = await open();
  await kept.refresh();
  expect(kept.current()).toEqual(standardSettings);
  expect(logged.filter((line) => line.includes("activityDays, organisation"))).toHaveLength(1);
});
