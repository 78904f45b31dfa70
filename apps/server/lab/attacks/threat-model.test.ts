import { standardSettings } from "@sallyport/contract/settings/list";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { day, hour, minute } from "../../src/core/clock.ts";
import { openDatabase } from "../../src/database/database.ts";
import { expiries } from "../../src/housekeeping.repository.ts";
import { invitationsAnHour } from "../../src/invitations/invitation-limit.ts";
import { sealedColumns } from "../../src/keys/sealed-columns.ts";
import {
  isDisabledByWrongCodes,
  waitAfterWrongCodes,
  waitAfterWrongPasswords,
  waitAfterWrongPasswordsOfAccount,
  waitAfterWrongPasswordsOfNetwork,
} from "../../src/limits/rules/lockout.ts";
import { mostMailsToMailbox } from "../../src/mail/rules/flood.ts";
import { freshUntil } from "../../src/sessions/rules/freshness.ts";
import { isExpired } from "../../src/sessions/rules/lifetime.ts";
import { mostSessions } from "../../src/sessions/sessions.repository.ts";
import { newPlace } from "../postgres/new-place.ts";
import { endpoints } from "../simulation/contract-requests.ts";
import { firstCellsIn, rowsIn, threatModel } from "./threat-model-table.ts";

function first(holds: (number: number) => boolean, step = 1): number {
  for (let number = step; ; number += step) if (holds(number)) return number;
}

function limit(what: string, count: string, waitAfter: (count: number) => number): string[] {
  const begins = first((number) => waitAfter(number) > 0);
  const longest = waitAfter(begins + 1000);
  return [what, `${begins} ${count}`, `${waitAfter(begins) / 1000} s`, `${longest / minute} min`];
}

test("the limits of the threat model are those of the code", { tags: ["R01"] }, () => {
  const disabledAt = first(isDisabledByWrongCodes);
  expect(rowsIn("limits")).toEqual([
    limit("wrong passwords of one account from one source", "in a row", (count) =>
      waitAfterWrongPasswords(count, standardSettings),
    ),
    limit(
      "wrong passwords of one network over all accounts",
      "within an hour",
      waitAfterWrongPasswordsOfNetwork,
    ),
    limit(
      "wrong passwords of one account from all unknown networks, ten of one network at most",
      "within a day",
      waitAfterWrongPasswordsOfAccount,
    ),
    limit("wrong codes of one account, after a right password", "in a row", (count) =>
      waitAfterWrongCodes(count, standardSettings),
    ),
    [
      "wrong codes of one account, until its apps are disabled",
      `${disabledAt} in a row`,
      "until reset",
      "until reset",
    ],
    [
      "mails to one mailbox to register, and as many for new passwords, from all networks",
      `${mostMailsToMailbox} within an hour`,
      "until the hour is over",
      "until the hour is over",
    ],
    [
      "invitations by one administrator",
      `${invitationsAnHour} within an hour`,
      "until the hour is over",
      "until the hour is over",
    ],
  ]);
});

test("the lives of sessions in the threat model are those of the code", { tags: ["R33"] }, () => {
  const begun = { beganAt: 0, lastSeenAt: 0, unfinishedSince: null, bypassUntil: null };
  const unfinished =
    first((now) => isExpired({ ...begun, unfinishedSince: 0 }, standardSettings, now), minute) / minute;
  const idle = first((now) => isExpired(begun, standardSettings, now), minute) / minute;
  const any =
    first((now) => isExpired({ ...begun, lastSeenAt: now }, standardSettings, now), minute) / (60 * minute);
  const fresh = first((now) => freshUntil(0, now) === null, minute) / minute;
  expect(rowsIn("sessions").map(([, ends]) => ends)).toEqual([
    `${unfinished} min after its last missing step began`,
    `${idle} min after it was last seen`,
    `${any} h after it began`,
    `${fresh} min after the last factor`,
  ]);
});

test("the threat model says how many sessions an account may have at once", { tags: ["R34"] }, () => {
  expect(threatModel).toContain(`An account has at most ${mostSessions} finished sessions`);
});

test("what is open without a session in the threat model is all there is", { tags: ["R02"] }, () => {
  const open = endpoints.filter(({ endpoint: { asks, method } }) => asks === "anyone" && method !== "GET");
  expect(firstCellsIn("open").toSorted()).toEqual(open.map(({ name }) => name).toSorted());
});

test("every sealed column is in the inventory of keys, and every table in that of what is kept", {
  tags: ["R65", "R73"],
}, async () => {
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(firstCellsIn("keys")).toEqual(expect.arrayContaining(sealed));
  const database = await openDatabase(await newPlace());
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_schema
    where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'`.execute(database);
  await database.destroy();
  expect(firstCellsIn("kept").toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});

test("what is cleared away is kept as long as the threat model says", { tags: ["R73"] }, async () => {
  const kept = new Map(
    rowsIn("kept").map(([table = "", , until = ""]) => [table.replaceAll("`", ""), until]),
  );
  const said = new Map<number, string>([
    [-2 * hour, "over two hours ahead of the clock"],
    [0, "run out"],
    [hour, "an hour"],
    [day, "a day"],
    [30 * day, "30 days"],
    [32 * day, "32 days"],
    [400 * day, "400 days"],
  ]);
  for (const { table, column, age } of expiries) {
    const lived = table !== "sessions" || age < 0 ? 0 : column === "began_at" ? day : hour;
    const span = said.get(age - lived) ?? `${age} ms`;
    expect({ table, span, isTold: kept.get(table)?.includes(span) }).toEqual({ table, span, isTold: true });
  }
});
