import {
  CompiledQuery,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  SqliteQueryCompiler,
} from "kysely";
import type { Database } from "../../src/database/database.ts";

export class StatementRecorder implements KyselyPlugin {
  readonly statements = new Map<string, readonly unknown[]>();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): PluginTransformQueryArgs["node"] {
    const { sql, parameters } = new SqliteQueryCompiler().compileQuery(node, queryId);
    this.statements.set(sql, parameters);
    return node;
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<PluginTransformResultArgs["result"]> {
    return Promise.resolve(result);
  }
}

const alwaysSmall = [
  "imported_password_costs",
  "keys",
  "key_slots",
  "webhooks",
  "signing_keys",
  "applications",
  "milestones",
  "slot",
  "audit_seals",
  "CONSTANT ROW",
  "matches",
  "of_account",
];

const shortScans = [
  // This index contains only events without a link.
  (line: string) => line.endsWith("audit_events USING INDEX audit_events_unlinked"),
  // This index contains only running jobs.
  (line: string) => line.endsWith("jobs USING INDEX jobs_in_turn"),
  // This index contains only disabled apps, and the users list reads few of them.
  (line: string) => line.endsWith("totp_factors USING COVERING INDEX totp_factors_disabled"),
];

/**
 * Finds statements that scan or sort more rows when the database grows. Sorting the rows of one account is
 * allowed, and so is sorting accounts of a list of ids: the list of users sorts at most `few` candidates.
 */
export async function growingStatements(
  database: Database,
  { statements }: StatementRecorder,
): Promise<{ statement: string; because: string }[]> {
  const growing: { statement: string; because: string }[] = [];
  for (const [statement, parameters] of statements) {
    const plan = await planOf(database, statement, parameters);
    const isOfOneAccount = plan.some((line) => /^SEARCH .*\(account_id=\?/.test(line));
    const isOfGivenIds = /^SEARCH accounts USING .*\(id=\?\)/.test(plan[0] ?? "");
    for (const line of plan) {
      const scanned = /^SCAN (.+?)(?: USING .*)?$/.exec(line)?.[1];
      const isShort = shortScans.some((isOne) => isOne(line));
      const isScan = scanned !== undefined && !alwaysSmall.includes(scanned) && !isShort;
      const isSort = line.startsWith("USE TEMP B-TREE") && !isOfOneAccount && !isOfGivenIds;
      // The alias `own` means the words of one account. Many accounts contain the same word, so the search must
      // be by account.
      const isOfMany = line.startsWith("SEARCH own ") && !line.includes("(account_id=?");
      if (isScan || isSort || isOfMany) growing.push({ statement, because: line });
    }
  }
  return growing;
}

export async function planOf(
  database: Database,
  statement: string,
  parameters: readonly unknown[],
): Promise<string[]> {
  // SQLite's plan doesn't depend on the values, so null is enough.
  const values = parameters.map(() => null);
  const explain = CompiledQuery.raw(`explain query plan ${statement}`, values);
  const { rows } = await database.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail);
}
