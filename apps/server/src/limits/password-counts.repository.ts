import type { Expression } from "kysely";
import { day } from "../core/clock.ts";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import { JoinedTable } from "../database/joined.ts";
import { mostCountedOfNetwork } from "./rules/lockout.ts";

export const browserPrefix = "known browser ";

export interface Source {
  name: string;
  network: string;
  isKnownBrowser: boolean;
}

export interface WrongPasswords {
  count: number;
  waitUntil: number | null;
}

interface WrongPasswordsOfSource extends WrongPasswords {
  lastAt: number;
}

export interface WrongPasswordsOfAccount {
  count: number;
  networks: number;
  lastAt: number | null;
}

export interface WrongPasswordsOfNetwork extends WrongPasswords {
  since: number;
}

export interface PasswordCounts {
  source: Source;
  ofSource: WrongPasswordsOfSource | null;
  ofAccount: WrongPasswordsOfAccount;
  ofNetwork: WrongPasswordsOfNetwork | null;
}

interface Attempted {
  /**
   * Undefined for an unknown login. Known and unknown logins run the same statement, so they take equally long.
   */
  accountId: string | undefined;
  network: string;
  browserHash: Uint8Array | null;
  now: number;
}

/** A known browser has its own count. Otherwise a stranger in the same network could make the owner wait. */
export async function passwordCounts(
  database: Queryable,
  { accountId = "", network, browserHash, now }: Attempted,
): Promise<PasswordCounts> {
  const browser = `${browserPrefix}${Buffer.from(browserHash ?? []).toString("hex", 0, 8)}`;
  const {
    rows: [row],
  } = await readCounts(database, {
    accountId,
    network,
    browser,
    browserHash: browserHash ?? Buffer.alloc(0),
    now,
    dayAgo: now - day,
  });
  if (!row) throw new Error("An aggregate without groups always has one row.");
  const ofNetwork = tables.ofNetwork.in(row);
  const counts = {
    ofAccount: { ...tables.ofAccount.in(row), count: row["of_account.count"] ?? 0 },
    ofNetwork:
      ofNetwork.count === null || ofNetwork.since === null
        ? null
        : { count: ofNetwork.count, since: ofNetwork.since, waitUntil: ofNetwork.wait_until },
  };
  // defence: AT-45
  if (row["known.account_id"] === null || !browserHash) {
    const source = { name: network, network, isKnownBrowser: false };
    return { ...counts, source, ofSource: sourceIn(tables.fromNetwork.in(row)) };
  }
  const source = { name: browser, network, isKnownBrowser: true };
  return { ...counts, source, ofSource: sourceIn(tables.fromBrowser.in(row)) };
}

function sourceIn({ count, since, wait_until }: SourceColumns): WrongPasswordsOfSource | null {
  return count === null || since === null ? null : { count, waitUntil: wait_until, lastAt: since };
}

interface SourceColumns {
  count: number | null;
  since: number | null;
  wait_until: number | null;
}

interface Values {
  accountId: string;
  network: string;
  browser: string;
  browserHash: Uint8Array;
  now: number;
  dayAgo: number;
}

const countColumns = { count: true, since: true, wait_until: true } as const;

const tables = {
  ofAccount: new JoinedTable("of_account", { count: true, networks: true, lastAt: true }),
  known: new JoinedTable("known", { account_id: true }),
  fromNetwork: new JoinedTable("from_network", countColumns),
  fromBrowser: new JoinedTable("from_browser", countColumns),
  ofNetwork: new JoinedTable("of_network", countColumns),
};

const readCounts = compiledOnce((database, values: Values) => {
  const { accountId, network, browser, browserHash, now, dayAgo } = values;
  return database
    .selectFrom(ofAccount(database, { accountId, now, dayAgo }).as("of_account"))
    .leftJoin("known_browsers as known", (known) =>
      known.on("known.account_id", "=", accountId).on("known.browser_hash", "=", browserHash),
    )
    .leftJoin("wrong_passwords as from_network", (wrong) =>
      wrong.on("from_network.account_id", "=", accountId).on("from_network.source", "=", network),
    )
    .leftJoin("wrong_passwords as from_browser", (wrong) =>
      wrong.on("from_browser.account_id", "=", accountId).on("from_browser.source", "=", browser),
    )
    .leftJoin("wrong_password_networks as of_network", (wrong) =>
      wrong.on("of_network.network", "=", network),
    )
    .select(tables.ofAccount.selection)
    .select(tables.known.selection)
    .select(tables.fromNetwork.selection)
    .select(tables.fromBrowser.selection)
    .select(tables.ofNetwork.selection);
});

export function ofAccount(
  database: Pick<Queryable, "selectFrom">,
  { accountId, ...time }: Pick<Values, "now" | "dayAgo"> & { accountId: string | Expression<string> },
) {
  return recentCounts(database, time).where("account_id", "=", accountId);
}

function recentCounts(
  database: Pick<Queryable, "selectFrom">,
  { now, dayAgo }: Pick<Values, "now" | "dayAgo">,
) {
  return database
    .selectFrom("wrong_passwords")
    .select((rows) => [
      // In Postgres, `min` takes only one argument.
      rows.fn
        .sum<number | null>(
          rows
            .case()
            .when("count", ">", mostCountedOfNetwork)
            .then(mostCountedOfNetwork)
            .else(rows.ref("count"))
            .end(),
        )
        .as("count"),
      rows.fn.countAll<number>().as("networks"),
      rows.fn.max<number | null>("since").as("lastAt"),
    ])
    .where("source", "not like", `${browserPrefix}%`)
    .where("since", ">", dayAgo)
    .where("since", "<=", now);
}

/** @returns for each account with wrong passwords in the last day, their counts */
export async function wrongPasswordsOfAccounts(
  database: Queryable,
  accountIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, WrongPasswordsOfAccount>> {
  if (accountIds.length === 0) return new Map();
  const rows = await recentCounts(database, { now, dayAgo: now - day })
    .select("account_id")
    .where("account_id", "in", accountIds)
    .groupBy("account_id")
    .execute();
  return new Map(rows.map(({ account_id, count, ...row }) => [account_id, { ...row, count: count ?? 0 }]));
}
