import type { InferResult, SelectQueryBuilder } from "kysely";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import { JoinedTable, type PartOf } from "../database/joined.ts";
import type { PasskeyRow, Schema, TotpFactorRow } from "../database/schema.ts";
import { storeDue } from "../deadlines/due.repository.ts";
import { findPasskeys } from "./passkeys.repository.ts";
import { type BypassCode, type Factors, noFactors, type RecoveryCodes } from "./rules/factors.ts";

const apps = new JoinedTable<"totp_factors", keyof TotpFactorRow>("totp_factors", {
  id: true,
  account_id: true,
  name: true,
  state: true,
  sealed_secret: true,
  browser_hash: true,
  last_step: true,
  created_at: true,
  confirmed_at: true,
  bound_from: true,
  last_used_at: true,
});
const wrongCodes = new JoinedTable("wrong_codes", { count: true, last_wrong_at: true, wait_until: true });
const recoverySets = new JoinedTable("recovery_sets", {
  salt: true,
  made_at: true,
  saved_at: true,
  disabled_at: true,
});
const bypassCodes = new JoinedTable("bypass_codes", {
  salt: true,
  issued_at: true,
  issued_by: true,
  expires_at: true,
});

export function joinFactors<Output>(accounts: SelectQueryBuilder<Schema, "accounts", Output>) {
  return accounts
    .leftJoin("totp_factors", (app) =>
      app
        // defence: AT-54
        .onRef("totp_factors.account_id", "=", "accounts.id")
        // defence: AT-05
        .on("totp_factors.state", "<>", "pending"),
    )
    .leftJoin("wrong_codes", (wrong) =>
      wrong.onRef("wrong_codes.account_id", "=", "accounts.id").on("wrong_codes.method", "=", "totp"),
    )
    .leftJoin("recovery_sets", "recovery_sets.account_id", "accounts.id")
    .leftJoin("bypass_codes", "bypass_codes.account_id", "accounts.id")
    .select(apps.selection)
    .select(wrongCodes.selection)
    .select(recoverySets.selection)
    .select(bypassCodes.selection)
    .select((of) => [
      of
        .selectFrom("recovery_codes")
        .select((codes) => codes.fn.countAll<number>().as("left"))
        .whereRef("recovery_codes.account_id", "=", "accounts.id")
        .where("used_at", "is", null)
        .as("recovery_codes.left"),
      of
        .exists(of.selectFrom("passkeys").select("id").whereRef("passkeys.account_id", "=", "accounts.id"))
        .as("passkeys.exist"),
    ])
    .orderBy("totp_factors.created_at");
}

type JoinedFactors = InferResult<ReturnType<typeof joinFactors>>[number];

export async function findFactors(database: Queryable, accountId: string): Promise<Factors> {
  const { rows } = await factorsOf(database, { accountId });
  return factorsIn(database, accountId, rows);
}

const factorsOf = compiledOnce((database, { accountId }: { accountId: string }) =>
  joinFactors(database.selectFrom("accounts").where("accounts.id", "=", accountId)),
);

export async function factorsIn(
  database: Queryable,
  accountId: string,
  joined: readonly JoinedFactors[],
): Promise<Factors> {
  const passkeys = joined[0]?.["passkeys.exist"] ? await findPasskeys(database, [accountId]) : [];
  return factorsOfRows(joined, passkeys);
}

/** @param joined the rows of each account */
export async function factorsInEach(
  database: Queryable,
  joined: ReadonlyMap<string, readonly JoinedFactors[]>,
): Promise<ReadonlyMap<string, Factors>> {
  const withPasskeys = [...joined].filter(([, [first]]) => first?.["passkeys.exist"]).map(([id]) => id);
  const passkeys = withPasskeys.length > 0 ? await findPasskeys(database, withPasskeys) : [];
  const ofAccount = Map.groupBy(passkeys, ({ account_id }) => account_id);
  return new Map([...joined].map(([id, rows]) => [id, factorsOfRows(rows, ofAccount.get(id) ?? [])]));
}

function factorsOfRows(joined: readonly JoinedFactors[], passkeys: PasskeyRow[]): Factors {
  const [first] = joined;
  if (!first) return noFactors;
  return {
    apps: joined.map((row) => apps.in(row)).filter(isApp),
    passkeys,
    recoveryCodes: recoveryCodesIn(first),
    bypassCode: bypassCodeIn(first),
    wrongPasscodes: wrongPasscodesIn(first),
  };
}

function isApp(columns: PartOf<JoinedFactors, "totp_factors">): columns is TotpFactorRow {
  return columns.id !== null;
}

function recoveryCodesIn(joined: JoinedFactors): RecoveryCodes | null {
  const { salt, made_at: madeAt, saved_at, disabled_at } = recoverySets.in(joined);
  if (salt === null || madeAt === null) return null;
  const left = joined["recovery_codes.left"] ?? 0;
  return { salt, left, madeAt, isSaved: saved_at !== null, isDisabled: disabled_at !== null };
}

function bypassCodeIn(joined: JoinedFactors): BypassCode | null {
  const { salt, issued_at: issuedAt, issued_by: issuedBy, expires_at: expiresAt } = bypassCodes.in(joined);
  if (salt === null || issuedAt === null || issuedBy === null || expiresAt === null) return null;
  return { salt, issuedAt, issuedBy, expiresAt };
}

function wrongPasscodesIn(joined: JoinedFactors): Factors["wrongPasscodes"] {
  const { count, last_wrong_at: lastAt, wait_until: waitUntil } = wrongCodes.in(joined);
  return count === null || lastAt === null ? null : { count, lastAt, waitUntil };
}

export async function removeFactors(database: Queryable, accountId: string): Promise<void> {
  for (const table of ["totp_factors", "passkeys", "recovery_sets", "bypass_codes", "wrong_codes"] as const) {
    await database.deleteFrom(table).where("account_id", "=", accountId).execute();
  }
  await storeDue(database, accountId);
}
