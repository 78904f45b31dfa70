import { hashOf } from "../core/tokens.ts";
import { compiledOnce } from "../database/compiled-once.ts";
import type { Queryable } from "../database/database.ts";
import { bareOf, JoinedTable } from "../database/joined.ts";
import type { SessionRow } from "../database/schema.ts";
import { factorsIn } from "../factors/factors.repository.ts";
import { accountsWithFactors } from "./accounts.repository.ts";
import type { SessionAccount } from "./parts.ts";

const sessions = new JoinedTable<"sessions", keyof SessionRow>("sessions", {
  id: true,
  token_hash: true,
  account_id: true,
  realm: true,
  aal: true,
  amr: true,
  unfinished_since: true,
  awaits_acknowledgement: true,
  authenticated_at: true,
  has_ticket: true,
  is_binding_late: true,
  bypass_until: true,
  is_wrong_ticket_recorded: true,
  began_at: true,
  last_seen_at: true,
  address: true,
  user_agent: true,
  previous_sign_in_at: true,
  previous_sign_in_address: true,
});

export async function findSessionAccount(
  database: Queryable,
  realm: SessionRow["realm"],
  token: string,
): Promise<SessionAccount | null> {
  return inRows(database, await sessionOfToken(database, { realm, tokenHash: hashOf(token) }));
}

export async function findSessionAccountAgain(
  database: Queryable,
  { id }: Pick<SessionRow, "id">,
): Promise<SessionAccount | null> {
  return inRows(database, await sessionOfId(database, { id }));
}

const sessionOfToken = compiledOnce(
  (database, { realm, tokenHash }: { realm: SessionRow["realm"]; tokenHash: Uint8Array }) =>
    sessionsWithAccounts(database)
      .where("sessions.token_hash", "=", tokenHash)
      .where("sessions.realm", "=", realm),
);

const sessionOfId = compiledOnce((database, { id }: { id: string }) =>
  sessionsWithAccounts(database).where("sessions.id", "=", id),
);

function sessionsWithAccounts(database: Queryable) {
  return accountsWithFactors(database)
    .innerJoin("sessions", "sessions.account_id", "accounts.id")
    .select(sessions.selection);
}

async function inRows(
  database: Queryable,
  { rows }: Awaited<ReturnType<typeof sessionOfId>>,
): Promise<SessionAccount | null> {
  const [first] = rows;
  if (!first) return null;
  const factors = await factorsIn(database, first.id, rows);
  return { session: sessions.in(first), account: bareOf(first), factors };
}
