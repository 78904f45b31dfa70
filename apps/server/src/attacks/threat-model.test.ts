import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { sealedColumns } from "../keys/sealed-columns.ts";
import { freshUntil } from "../sessions/rules/freshness.ts";
import { isExpired } from "../sessions/rules/lifetime.ts";
import { journey } from "../sign-in/rules/journey.ts";
import {
  isDisabledByWrongCodes,
  waitAfterWrongCodes,
  waitAfterWrongPasswords,
  waitAfterWrongPasswordsOfNetwork,
} from "../sign-in/rules/lockout.ts";
import { endpoints } from "../simulation/contract-requests.ts";

const document = readFileSync(join(import.meta.dirname, "../../../../docs/security/threat-model.md"), "utf8");

/** The rows of the table between two markers, a list of cells each. */
function rows(name: string): string[][] {
  const text = document.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? "";
  const lines = text.trim().split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const firstCells = (name: string) => rows(name).map(([cell = ""]) => cell.replaceAll("`", ""));

/** The smallest whole number from 1 up for which this holds. */
function first(holds: (number: number) => boolean, step = 1): number {
  for (let number = step; ; number += step) if (holds(number)) return number;
}

const minute = 60_000;

function limit(what: string, count: string, waitAfter: (count: number) => number): string[] {
  const begins = first((number) => waitAfter(number) > 0);
  const longest = waitAfter(begins + 1000);
  return [what, `${begins} ${count}`, `${waitAfter(begins) / 1000} s`, `${longest / minute} min`];
}

test("the limits of the threat model are those of the code [R01]", () => {
  const disabledAt = first(isDisabledByWrongCodes);
  expect(rows("limits")).toEqual([
    limit("wrong passwords of one account from one source", "in a row", waitAfterWrongPasswords),
    limit(
      "wrong passwords of one network over all accounts",
      "within an hour",
      waitAfterWrongPasswordsOfNetwork,
    ),
    limit("wrong codes of one account, after a right password", "in a row", waitAfterWrongCodes),
    [
      "wrong codes of one account, until its apps are disabled",
      `${disabledAt} in a row`,
      "until reset",
      "until reset",
    ],
  ]);
});

test("the lives of sessions in the threat model are those of the code [R33]", () => {
  const begun = { beganAt: 0, lastSeenAt: 0, unfinishedSince: null };
  const unfinished = first((now) => isExpired({ ...begun, unfinishedSince: 0 }, now), minute) / minute;
  const idle = first((now) => isExpired(begun, now), minute) / minute;
  const any = first((now) => isExpired({ ...begun, lastSeenAt: now }, now), minute) / (60 * minute);
  const fresh = first((now) => freshUntil(0, now) === null, minute) / minute;
  expect(rows("sessions").map(([, ends]) => ends)).toEqual([
    `${unfinished} min after its last missing step began`,
    `${idle} min after it was last seen`,
    `${any} h after it began`,
    `${fresh} min after the last factor`,
  ]);
});

test("the ways in of the threat model are those of the journey, and what is open without a session is all there is [R02]", () => {
  const ways = firstCells("ways");
  expect(Object.keys(journey.start)).toEqual(["password-accepted", "passkey-accepted"]);
  expect(new Set(ways.map((way) => way.split(",")[0]))).toEqual(new Set(["password", "passkey"]));
  const open = endpoints.filter(({ endpoint: { asks, method } }) => asks === "anyone" && method !== "GET");
  expect(firstCells("open").toSorted()).toEqual(open.map(({ name }) => name).toSorted());
});

test("every sealed column is in the inventory of keys, and every table in that of what is kept [R65 R73]", async () => {
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(firstCells("keys")).toEqual(expect.arrayContaining(sealed));
  const database = await openDatabase(":memory:");
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_schema
    where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'`.execute(database);
  await database.destroy();
  expect(firstCells("kept").toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});
